"""Rows of cells that have no source text: sheets, Parquet row groups, tables of other libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.model import LocatedText, Location
from pii_guard.readers.choice import Choice
from pii_guard.readers.dialect import looks_like_names
from pii_guard.readers.fields import LONGEST_MACHINE, TELLING, Fields, about, folded
from pii_guard.readers.record import NOTHING, About, Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Found, Replace

ROWS = 2000
"""Rows that are scanned at once."""


class CellBlock:
    """A ``Block`` of rows. It cannot be redacted by itself: the format's own writer does that."""

    lines = 0
    tail = 0

    def __init__(self, source: str, header: Sequence[str | None]) -> None:
        self._source = source
        self._header = header
        self.records = 0
        self.texts: list[LocatedText] = []
        self._places: list[Location] = []
        self._abouts: list[About] = []

    def add(self, row: int, cells: Iterable[tuple[int, str]], fields: Fields | None) -> None:
        """Take a row: its number from 1, and the column and text of each cell."""
        self.records += 1
        own = list(cells)
        told = NOTHING
        if fields is not None:
            told = about({key: text for column, text in own if (key := folded(self._name(column) or "")) in TELLING})
        for column, text in own:
            name = self._name(column) if fields is not None else None
            role = fields.role(name or "", name) if fields is not None else None
            if not text or (role and (not role.scan or (role.machine and len(text) <= LONGEST_MACHINE))):
                continue
            self.texts.append(LocatedText(text, field=role.meaning if role else None))
            self._places.append(Location(self._source, None, None, row, name or letters(column)))
            self._abouts.append(told)

    def _name(self, column: int) -> str | None:
        return self._header[column] if column < len(self._header) else None

    def place(self, found: Found) -> Iterator[Placed]:
        """The findings cell by cell."""
        for number, findings in found:
            for finding in findings:
                yield Placed(number, finding.moved(self._places[number]), self._abouts[number])

    def redact(self, found: Found, replace: Replace) -> str:
        """Not here."""
        raise NotImplementedError


def letters(column: int) -> str:
    """The name of a column of a sheet.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def blocks_of(source: str, rows: Iterable[Sequence[tuple[int, str]]], options: Options) -> Iterator[CellBlock]:
    """Rows as blocks; the first names the columns when it looks so."""
    header: list[str | None] = []
    fields: Fields | None = None
    block = CellBlock(source, header)
    choice = Choice(options)
    for number, row in enumerate(rows):
        if number == 0 and looks_like_names([text for _, text in row]):
            for column, text in row:
                header += [None] * (column + 1 - len(header))
                header[column] = text.strip()
            block.add(1, row, None)
            fields = Fields(options, [name for name in header if name])
            continue
        if fields is None:
            fields = Fields(options)
        if choice(number - bool(header)):
            block.add(number + 1, row, fields)
        if block.records >= ROWS:
            yield block
            block = CellBlock(source, header)
    if block.records:
        yield block
