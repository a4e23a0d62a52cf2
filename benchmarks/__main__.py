"""Measure quality and speed and write them into ``docs/benchmarks.md``, between its two marks.

usage: python -m benchmarks
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks import grid, growth, plots, resources, rivals
from benchmarks.corpus import DATA, read
from benchmarks.document import TARGET, circumstances, write_part
from benchmarks.quality import measure as measure_quality
from benchmarks.quality import scanner_detect, table
from benchmarks.speed import Figure, distribution, latencies
from benchmarks.speed import measure as measure_speed
from pii_guard import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator


def page() -> str:
    """The page as Markdown."""
    scanner = Scanner(context="export")
    parts = [
        circumstances("one run of `make bench`. Profile `rules`, context `export`"),
        "## Quality\n",
        "Identifiers count by exact span, categories by record and by overlap of spans.\n",
    ]
    for name, about in (
        ("dev.jsonl", "200 marked tickets, code and export records on which rules were developed"),
        (
            "tickets.txt",
            "250 more by two other hands; nobody who wrote rules has read them",
        ),
    ):
        path = DATA / name
        if path.exists():
            parts += [
                f"### `benchmarks/data/{name}`\n",
                f"{about}. `python -m benchmarks.quality benchmarks/data/{name}`\n",
            ]
            parts.append(table(measure_quality(read(path), scanner_detect(scanner))) + "\n")
    parts += ["## Speed\n", *speed()]
    return "\n".join(parts) + "\n"


def speed() -> Iterator[str]:
    """The part about speed: ratios first, then rates, times and growth, each with its command."""
    rates = rivals.measure()
    yield "`python -m benchmarks.rivals`, one core: mixed texts of 360 bytes, 1 % with findings, the same for all.\n"
    yield from rivals.table(rates)
    yield f"\n{plots.rivals(rates)}"
    yield "`python -m benchmarks.grid`, one core.\n"
    yield from grid.table(grid.measure())
    without, with_terms = growth.terms_rates()
    times = latencies()
    figures = [distribution(times), *measure_speed(), *resources.memory(), *resources.cores()]
    figures.append(
        Figure(
            f"`scan_all` with {growth.TERMS:,} terms of a user's own, beside without",
            f"{100 * (1 - with_terms / without):.0f} % slower ({with_terms:.2f} and {without:.2f} MB/s)",
        )
    )
    yield "\n`python -m benchmarks.speed`, `python -m benchmarks.resources`, `python -m benchmarks.growth`.\n"
    yield "| what | figure |\n| --- | --- |"
    yield from (f"| {figure.what} | {figure.value} |" for figure in figures)
    yield f"\n{plots.latency(times)}"
    grown = growth.measure()
    yield from growth.table(grown)
    yield f"\n{plots.growth(grown)}"


def main() -> int:
    """Write the page's measured part."""
    write_part("python -m benchmarks", page())
    print(TARGET.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
