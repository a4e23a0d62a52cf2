"""``docs/benchmarks.md``: each command writes its own part, between a mark that names it and the next end."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "benchmarks.md"
_END = "<!-- end -->"


def circumstances(how: str) -> str:
    """When, where and by which command a part was measured."""
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with {machine}, pii-guard-no {version('pii-guard-no')}; {how}. "
        f"The load average was {os.getloadavg()[2]:.1f} on {os.cpu_count()} cores: rates are of processor time, which "
        "other work slows less than it slows wall time.\n"
    )


def write_part(command: str, text: str) -> None:
    """Put ``text`` into the part of a command, whose mark must stand in the page."""
    begin = f"<!-- begin: {command} -->"
    page = TARGET.read_text(encoding="utf-8")
    if begin not in page:
        raise SystemExit(f"{TARGET.name}: there is no mark {begin}")
    before, _, rest = page.partition(begin)
    after = rest.partition(_END)[2]
    TARGET.write_text(f"{before}{begin}\n\n{text}\n{_END}{after}", encoding="utf-8")
