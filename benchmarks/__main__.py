"""Measure quality and speed and write them into ``docs/benchmarks.md``, between its two marks.

usage: python -m benchmarks
"""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import grid, growth, plots, resources, rivals
from benchmarks.corpus import DATA, read
from benchmarks.quality import measure as measure_quality
from benchmarks.quality import scanner_detect, table
from benchmarks.speed import Figure, distribution, latencies
from benchmarks.speed import measure as measure_speed
from pii_guard import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def _circumstances() -> str:
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with {machine}, pii-guard-no {version('pii-guard-no')}; "
        "one run of `make bench`. Profile `rules`, context `export`. "
        f"The load average was {os.getloadavg()[2]:.1f} on {os.cpu_count()} cores: rates are of processor time, which "
        "other work slows less than it slows wall time.\n"
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
