"""How a table is written: its delimiter, its quotes, and whether the first row names the columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_DELIMITERS = ";,\t|"
_VALUE = re.compile(r"[\d\s.,:/+\-]+|.*@.*|.{61,}", re.DOTALL)


class Dialect(NamedTuple):
    """The marks of a table."""

    delimiter: str
    quote: str
    has_header: bool


def find_dialect(sample: Sequence[str], delimiter: str | None = None) -> Dialect:
    """The dialect of a table that begins with the lines ``sample``; ``delimiter`` where the user names it."""
    chosen = delimiter or max(_DELIMITERS, key=lambda mark: _evenness(sample, mark))
    rows = _rows(sample, chosen)
    return Dialect(chosen, '"', has_header=bool(rows) and _is_header(rows))


def _rows(sample: Sequence[str], delimiter: str) -> list[list[str]]:
    return [row for row in csv.reader(sample, delimiter=delimiter) if row]


def _evenness(sample: Sequence[str], delimiter: str) -> tuple[float, int]:
    """How many rows have the commonest number of cells, where that is more than one; then the cells."""
    counts = Counter(len(row) for row in _rows(sample, delimiter))
    if not counts:
        return 0.0, 0
    cells, rows = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return (rows / sum(counts.values()) if cells > 1 else 0.0), cells


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    return looks_like_names(rows[0])


def looks_like_names(cells: Sequence[str]) -> bool:
    """Whether a row names columns: names are short, distinct, not empty and no values."""
    first = [cell.strip() for cell in cells]
    named = [cell for cell in first if cell]
    if not named or len(named) < len(first) - 1 or any(_VALUE.fullmatch(cell) for cell in named):
        return False
    return len(set(named)) > len(named) // 2
