"""The page ``docs/benchmarks.md``, whose parts are written by the commands that measure them."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_END = "<!-- end -->"


def circumstances() -> str:
    """When, and with what, a part is measured."""
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return f"Measured on {datetime.now(UTC):%Y-%m-%d} with {machine}, pii-guard-no {version('pii-guard-no')}"


def write_part(command: str, text: str) -> None:
    """Put ``text`` in place of what ``command`` wrote before, and print it."""
    begin = f"<!-- begin: {command} -->"
    before, mark, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    if not mark:
        raise LookupError(f"{PAGE.name} has no line {begin}")
    after = rest.partition(_END)[2]
    PAGE.write_text(f"{before}{begin}\n\n{text}\n{_END}{after}", encoding="utf-8")
    print(text)
