"""How the rate depends on the length of the texts and on the share of them that hold findings.

usage: python -m benchmarks.grid
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.speed import rate
from benchmarks.texts import texts
from pii_guard import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = {100: "100 B", 360: "360 B", 4096: "4 KB", 1_000_000: "1 MB"}
PERCENTS = (0, 1, 10, 100)
_TOTAL = 400_000
_MOST = 20_000_000
"""Bytes of one measurement: a share of very long texts that needs more is left out."""


def measure() -> dict[int, list[float | None]]:
    """Size to the rates in MB/s of ``scan_all``, one for each of ``PERCENTS``, or None where it is left out."""
    scanner = Scanner(context="export")
    rates: dict[int, list[float | None]] = {}
    for size in SIZES:
        for percent in PERCENTS:
            if percent and size * 100 // percent > _MOST:
                rates.setdefault(size, []).append(None)
                continue
            some = texts(size, percent, _TOTAL)
            bytes_ = sum(len(text.encode()) for text in some)
            runs = 3 if bytes_ < 10 * _TOTAL else 1
            rates.setdefault(size, []).append(rate(lambda some=some: list(scanner.scan_all(some)), bytes_, runs))
    return rates


def table(rates: dict[int, list[float | None]]) -> Iterator[str]:
    """The rates as Markdown."""
    yield f"| MB/s of `scan_all`, texts of | {' | '.join(f'{percent} % with findings' for percent in PERCENTS)} |"
    yield f"| --- |{' --- |' * len(PERCENTS)}"
    for size, row in rates.items():
        yield f"| {SIZES[size]} | {' | '.join('–' if one is None else f'{one:.2f}' for one in row)} |"


if __name__ == "__main__":
    print("\n".join(table(measure())))
