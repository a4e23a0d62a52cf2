"""Measure quality and speed and write them into ``docs/benchmarks.md``, between its two marks.

usage: python -m benchmarks
"""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from benchmarks.corpus import DATA, read
from benchmarks.quality import measure as measure_quality
from benchmarks.quality import scanner_detect, table
from benchmarks.speed import measure as measure_speed
from pii_guard import Scanner

ROOT = Path(__file__).resolve().parent.parent


def page() -> str:
    """The page as Markdown."""
    scanner = Scanner(context="export")
    parts = [
        _circumstances(),
        "## Quality\n",
        "Identifiers count by exact span, categories by record and by overlap of spans.\n",
    ]
    for name, about in (
        ("dev.jsonl", "200 marked tickets, code and export records on which rules were developed"),
        (
            "tickets.txt",
            "240 more by two other hands, whose texts nobody who wrote rules has read",
        ),
    ):
        path = DATA / name
        if path.exists():
            parts += [
                f"### `benchmarks/data/{name}`\n",
                f"{about}. `python -m benchmarks.quality benchmarks/data/{name}`\n",
            ]
            parts.append(table(measure_quality(read(path), scanner_detect(scanner))) + "\n")
    parts += [
        "## Speed\n",
        "`python -m benchmarks.speed --presidio`, one core.\n",
        "| what | figure |",
        "| --- | --- |",
    ]
    with_presidio = find_spec("presidio_analyzer") is not None
    parts += [f"| {figure.what} | {figure.value} |" for figure in measure_speed(with_presidio=with_presidio)]
    return "\n".join(parts) + "\n"


def _circumstances() -> str:
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with {machine}, pii-guard-no {version('pii-guard-no')}; "
        "one run of `make bench`. Profile `rules`, context `export`.\n"
    )


BEGIN, END = "<!-- begin: python -m benchmarks -->", "<!-- end -->"


def main() -> int:
    """Write the page's measured part."""
    target = ROOT / "docs" / "benchmarks.md"
    before, _, rest = target.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    target.write_text(f"{before}{BEGIN}\n\n{page()}\n{END}{after}", encoding="utf-8")
    print(target.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
