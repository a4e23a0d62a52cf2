"""CSV and its kin: each row a record, each cell a text with its column's name."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from pii_guard.model import LocatedText, Location, ReadProblem
from pii_guard.readers.dialect import Dialect, find_dialect
from pii_guard.readers.record import Record
from pii_guard.readers.text import chunk_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from pii_guard.readers.options import Options

_SAMPLE_LINES = 200
_LONGEST_ROW = 4 * 1024 * 1024
"""Code points of a row. A longer one is an unclosed quote: its lines are scanned as plain text."""


class _RowTooLongError(Exception):
    pass


class _Lines:
    """Lines for ``csv.reader``, remembered since the last row."""

    def __init__(self, first: list[str], stream: TextIO) -> None:
        self._first = iter(first)
        self._stream = stream
        self.taken: list[str] = []
        self._size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._size > _LONGEST_ROW:
            raise _RowTooLongError
        line = next(self._first, None)
        if line is None:
            line = self._stream.readline(_LONGEST_ROW)
            if not line:
                raise StopIteration
        self.taken.append(line)
        self._size += len(line)
        return line

    def row(self) -> str:
        """The raw text since the last call."""
        raw = "".join(self.taken)
        self.taken, self._size = [], 0
        return raw


def read(stream: TextIO, source: str, options: Options) -> Iterator[Record | ReadProblem]:
    """The header row and all other rows; rows that cannot be told apart are scanned as plain text."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    sample = [
        line for _, line in zip(range(_SAMPLE_LINES), iter(lambda: stream.readline(_LONGEST_ROW), ""), strict=False)
    ]
    dialect = find_dialect(sample, options.delimiter)
    lines = _Lines(sample, stream)
    header: Sequence[str] = ()
    line = record = 1
    rows = _rows(lines, dialect)
    for cells, problem in rows:
        raw = lines.row()
        if problem:
            yield ReadProblem(Location(source=source, line=line), problem, scanned=True)
            yield chunk_record(raw, source, line)
        else:
            yield _row_record(raw, cells, source, line, record, header, dialect)
            if record == 1 and dialect.has_header:
                header = [cell.strip() for cell in cells]
        line += raw.count("\n")
        record += 1
    rest = lines.row()
    if rest:
        yield chunk_record(rest, source, line)


def _rows(lines: _Lines, dialect: Dialect) -> Iterator[tuple[list[str], str]]:
    """Each row's cells, or why there are none; goes on behind a broken row."""
    while True:
        reader = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, doublequote=True)
        problem = ""
        try:
            for cells in reader:
                yield cells, ""
        except _RowTooLongError:
            problem = "a quoted cell is not closed within 4 million characters; its lines were scanned as plain text"
        except csv.Error:
            problem = "the row is not valid CSV; it was scanned as plain text"
        else:
            return
        yield [], problem


def _row_record(
    raw: str, cells: list[str], source: str, line: int, record: int, header: Sequence[str], dialect: Dialect
) -> Record:
    texts = tuple(
        LocatedText(cell, Location(source=source, line=line, record=record, field=name), name)
        for number, cell in enumerate(cells)
        for name in (header[number] if number < len(header) else None,)
    )
    spans: list[tuple[int, int]] = []

    def offsets(index: int) -> Sequence[int]:
        if not spans:
            spans.extend(cell_spans(raw, dialect))
        return _cell_offsets(raw, *spans[index], dialect.quote)

    return Record(raw, texts, line, offsets, escape=lambda value: value.replace(dialect.quote, dialect.quote * 2))


def cell_spans(raw: str, dialect: Dialect) -> Iterator[tuple[int, int]]:
    """Where each cell of a row stands in its raw text, quotes included."""
    start = position = 0
    quoted = False
    while position < len(raw):
        char = raw[position]
        if quoted:
            if char == dialect.quote:
                if raw.startswith(dialect.quote, position + 1):
                    position += 1
                else:
                    quoted = False
        elif char == dialect.quote and position == start:
            quoted = True
        elif char == dialect.delimiter:
            yield start, position
            start = position + 1
        elif char in "\r\n":
            break
        position += 1
    yield start, position


def _cell_offsets(raw: str, start: int, end: int, quote: str) -> Sequence[int]:
    """For each code point of a cell's value, and its end, the position in the raw row."""
    if not raw.startswith(quote, start) or end - start < 2:  # noqa: PLR2004 - two quotes
        return range(start, end + 1)
    offsets = []
    position, quoted = start + 1, True
    while position < end:
        if raw[position] == quote and quoted:
            if raw.startswith(quote, position + 1) and position + 1 < end:
                offsets.append(position)
                position += 2
            else:
                quoted = False
                closing = position
                position += 1
            continue
        offsets.append(position)
        position += 1
    offsets.append(closing if not quoted and (not offsets or offsets[-1] < closing) else end)
    return offsets
