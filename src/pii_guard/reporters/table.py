"""Findings as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from pii_guard.model import Finding, Found, ReadProblem, Summary
from pii_guard.reporters.columns import COLUMNS, row_of
from pii_guard.reporters.plain import plain

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class CsvReporter:
    """A row a finding; problems are rows of the entity ``(problem)``, with what is wrong as their reason."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:  # noqa: ARG002 - the protocol's
        self._writer = csv.writer(stream, lineterminator="\n")
        self._explain = explain
        self._writer.writerow(COLUMNS)

    def add(self, item: Finding | Found | ReadProblem) -> None:
        """Write one row."""
        if isinstance(item, ReadProblem):
            cells: list[object] = [None] * len(COLUMNS)
            for name, cell in (
                ("entity", "(problem)"), ("source", item.at.source), ("line", item.at.line), ("reasons", item.message),
            ):  # fmt: skip
                cells[COLUMNS.index(name)] = cell
        else:
            cells = list(row_of(item, explain=self._explain))
        self._writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in cells])

    def finish(self, summary: Summary) -> None:
        """Nothing comes last."""


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: such cells get an apostrophe before them.

    >>> inert("=HYPERLINK()"), inert("body")
    ("'=HYPERLINK()", 'body')
    """
    clean = plain(cell).replace("\0", "")
    return f"'{clean}" if clean.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else clean
