"""Measure quality and speed and write them into ``docs/benchmarks.md``, between its two marks.

usage: python -m benchmarks
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

from benchmarks.corpus import DATA, read
from benchmarks.page import circumstances, write_part
from benchmarks.quality import measure as measure_quality
from benchmarks.quality import scanner_detect, table
from benchmarks.speed import measure as measure_speed
from pii_guard import Scanner


def page() -> str:
    """The page as Markdown."""
    scanner = Scanner(context="export")
    parts = [
        f"{circumstances()}; one run of `make bench`. Profile `rules`, context `export`.\n",
        "## Quality\n",
        "Identifiers count by exact span, categories by record and by overlap of spans.\n",
    ]
    for name, about in (
        ("dev.jsonl", "200 marked tickets, code and export records on which rules were developed"),
        (
            "tickets.txt",
            "240 more by two other hands, with a second reader; nobody who wrote rules has read them",
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


def main() -> int:
    """Write the page's measured part."""
    write_part("python -m benchmarks", page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
