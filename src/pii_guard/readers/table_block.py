"""The rows of a stretch of a table, scanned by column: a value that stands in many rows is scanned once."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from pii_guard.model import LocatedText, Location
from pii_guard.readers.fields import LONGEST_MACHINE, TELLING, Fields, Role, about, folded
from pii_guard.readers.record import Placed, splice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.model import Finding
    from pii_guard.readers.choice import Choice
    from pii_guard.readers.dialect import Dialect
    from pii_guard.readers.options import Options
    from pii_guard.readers.record import About, Found, Replace

_ALL = Role(scan=True, machine=False, meaning=None)


class TableBlock:
    """A ``Block`` of rows. Places are worked out only for the cells that hold something."""

    def __init__(
        self,
        source: str,
        rows: list[list[str]],
        ends: list[int],
        lines: list[str],
        raw: str,
        header: Sequence[str],
        dialect: Dialect,
        options: Options,
        choice: Choice,
        *,
        is_first: bool,
    ) -> None:
        """``ends`` is for each row the number of lines up to its end; ``raw`` is written back in place of ``lines``."""
        self._source = source
        self._rows = rows
        self._ends = ends
        self._lines = lines
        self._raw = raw
        self._header = header
        self._dialect = dialect
        self._options = options
        self._choice = choice
        self._is_first = is_first and bool(header)
        self.records = len(rows)
        self.lines = len(lines)
        self.tail = 0
        self._cells: list[tuple[int, dict[str, list[int]] | int]] = []
        """For each text its column, and its row, or the rows of every value of the column."""
        self.texts: list[LocatedText] = []
        self._gather()

    def _gather(self) -> None:
        """Collect the texts: columns of whole rows by their distinct values, other cells one by one."""
        names = Fields(self._options, self._header)
        width = len(self._header) or (len(self._rows[0]) if self._rows else 0)
        chosen = self._chosen()
        even = [n for n in chosen if len(self._rows[n]) == width]
        if self._is_first and even and even[0] == 0:
            even = even[1:]
            self._add_row(0, _ALL, range(len(self._rows[0])))
        columns = list(zip(*(self._rows[n] for n in even), strict=True)) if even else []
        for number, column in enumerate(columns):
            name = self._header[number] if number < len(self._header) else None
            role = names.role(name or "", name)
            if role.scan:
                self._add_column(number, column, even, role)
        if len(even) + self._is_first < len(chosen):
            for row in chosen:
                if len(self._rows[row]) != width and not (self._is_first and row == 0):
                    for cell in range(len(self._rows[row])):
                        name = self._header[cell] if cell < len(self._header) else None
                        self._add_row(row, names.role(name or "", name), (cell,))

    def _chosen(self) -> Sequence[int]:
        """The rows that are wanted; the one that names the columns always is."""
        count, first = len(self._rows), int(self._is_first)
        if self._choice.is_all:
            return range(count)
        return [*range(first), *(n for n in range(first, count) if self._choice(n - first))]

    def _add_row(self, row: int, role: Role, cells: Sequence[int]) -> None:
        if role.scan:
            for cell in cells:
                if value := self._rows[row][cell]:
                    self.texts.append(LocatedText(value, field=role.meaning))
                    self._cells.append((cell, row))

    def _add_column(self, number: int, column: Sequence[str], rows: Sequence[int], role: Role) -> None:
        values = set(column)
        values.discard("")
        if role.machine:
            values = {value for value in values if len(value) > LONGEST_MACHINE}
        rows_of: dict[str, list[int]] = _Rows(column, rows)
        # The order of a set differs from run to run; nothing depends on it: findings are sorted by place.
        self.texts += [LocatedText(value, field=role.meaning) for value in values]
        self._cells += [(number, rows_of)] * len(values)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins in the source text."""
        return [0, *accumulate(map(len, self._lines))]

    def _row_span(self, row: int) -> tuple[int, int]:
        first = self._ends[row - 1] if row else 0
        return self._starts[first], self._starts[self._ends[row]]

    def _by_place(self, found: Found) -> list[tuple[int, int, int, list[Finding]]]:
        """Row, column and number of every text with findings, in the order of the table."""
        placed = []
        for number, findings in found:
            column, where = self._cells[number]
            rows = [where] if isinstance(where, int) else where[self.texts[number].text]
            placed += [(row, column, number, findings) for row in rows]
        placed.sort(key=lambda one: one[:2])
        return placed

    def place(self, found: Found) -> Iterator[Placed]:
        """The findings cell by cell; a value that stands in many rows is found in each."""
        last, told, spans, raw = -1, about({}), [], ""
        for row, column, number, findings in self._by_place(found):
            if row != last:
                start, end = self._row_span(row)
                raw = self._raw[start:end]
                spans = list(cell_spans(raw, self._dialect))
                told = self._about(row)
                last = row
            name = self._header[column] if column < len(self._header) else None
            at = Location(source=self._source, record=row + 1, field=name)
            offsets = cell_offsets(raw, *spans[column], self._dialect.quote)
            line, before = (self._ends[row - 1] if row else 0) + 1, 0
            for finding in findings:
                place = offsets[finding.start]
                line, before = line + raw.count("\n", before, place), place
                at_column = place - raw.rfind("\n", 0, place)
                yield Placed(number, finding.moved(msgspec.structs.replace(at, line=line, column=at_column)), told)

    def _about(self, row: int) -> About:
        cells = self._rows[row]
        return about({key: cells[n] for key, n in self._telling.items() if n < len(cells)})

    @cached_property
    def _telling(self) -> dict[str, int]:
        return {key: n for n, name in enumerate(self._header) if (key := folded(name)) in TELLING}

    def redact(self, found: Found, replace: Replace) -> str:
        """The source text with the findings replaced."""
        changes: list[tuple[int, int, str]] = []
        last, start, raw, spans = -1, 0, "", []
        for row, column, number, findings in self._by_place(found):
            if row != last:
                start, end = self._row_span(row)
                raw = self._raw[start:end]
                spans = list(cell_spans(raw, self._dialect))
                last = row
            text = self.texts[number].text
            edits = [(f.start, f.end, replace(f, text[f.start : f.end])) for f in findings]
            changes += [
                (start + begin, start + stop, new)
                for begin, stop, new in self._cell_changes(raw, spans[column], text, edits)
            ]
        return splice(self._raw, changes)

    def _cell_changes(
        self, raw: str, span: tuple[int, int], text: str, edits: list[tuple[int, int, str]]
    ) -> list[tuple[int, int, str]]:
        """The changes of one cell; it gets quotes where a replacement needs them."""
        quote, delimiter = self._dialect.quote, self._dialect.delimiter
        quoted = raw.startswith(quote, span[0])
        if not quoted and any(mark in new for _, _, new in edits for mark in (quote, delimiter, "\n", "\r")):
            return [(*span, quote + splice(text, edits).replace(quote, quote * 2) + quote)]
        offsets = cell_offsets(raw, *span, quote)
        return [
            (offsets[start], offsets[end], new.replace(quote, quote * 2) if quoted else new)
            for start, end, new in edits
        ]


class _Rows(dict[str, list[int]]):
    """Value to the rows it stands in; worked out when first asked, which for most columns is never."""

    def __init__(self, column: Sequence[str], rows: Sequence[int]) -> None:
        super().__init__()
        self._column = column
        self._numbers = rows

    def __missing__(self, value: str) -> list[int]:
        for row, cell in zip(self._numbers, self._column, strict=True):
            self.setdefault(cell, []).append(row)
        return self[value]


def cell_spans(raw: str, dialect: Dialect) -> Iterator[tuple[int, int]]:
    """Where each cell of a row stands in its raw text, quotes included."""
    quote, delimiter = re.escape(dialect.quote), re.escape(dialect.delimiter)
    cell = re.compile(rf"{quote}(?:[^{quote}]|{quote}{quote})*(?:{quote}[^{delimiter}\r\n]*)?|[^{delimiter}\r\n]*")
    position = 0
    while True:
        match = cell.match(raw, position)
        assert match is not None, "the expression matches the empty text"
        yield match.span()
        position = match.end()
        if not raw.startswith(dialect.delimiter, position):
            return
        position += 1


def cell_offsets(raw: str, start: int, end: int, quote: str) -> Sequence[int]:
    """For each code point of a cell's value, and its end, the position in the raw row."""
    if not raw.startswith(quote, start):
        return range(start, end + 1)
    offsets = []
    position, quoted = start + 1, True
    closing = end
    while position < end:
        if raw[position] == quote and quoted:
            if raw.startswith(quote, position + 1) and position + 1 < end:
                offsets.append(position)
                position += 2
            else:
                quoted, closing = False, position
                position += 1
            continue
        offsets.append(position)
        position += 1
    offsets.append(closing if not quoted and (not offsets or offsets[-1] < closing) else end)
    return offsets
