"""CSV and its kin: cut into stretches of whole rows, then read a stretch at once."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING

import msgspec

from pii_guard.model import Location, ReadProblem
from pii_guard.readers.choice import Choice
from pii_guard.readers.dialect import Dialect, find_dialect
from pii_guard.readers.encoding import decode
from pii_guard.readers.segment import Segment, WrongCutError, make
from pii_guard.readers.table_block import TableBlock
from pii_guard.readers.text import chunk_record, cut_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.readers.encoding import Encoding
    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Block
    from pii_guard.readers.segment import Source

_SAMPLE = 128 * 1024
_SAMPLE_LINES = 200
_LONGEST_ROW = 4 * 1024 * 1024
"""Bytes of a row. A longer one is an unclosed quote: its lines are scanned as plain text."""
_SENTINEL = "\x00end of stretch\x00"

TOO_LONG = "a row has more than 4 million characters: a quote is not closed, perhaps; it was scanned as plain text"
BREAKS_OFF = "the file ends inside a quoted cell: it is cut short, or a quote is not closed; what is there was scanned"


class TableState(msgspec.Struct):
    """What a stretch must know of the table."""

    delimiter: str
    quote: str
    header: tuple[str, ...]
    is_first: bool
    """Whether the stretch begins with the row that names the columns."""
    is_last: bool = False
    """Whether the file ends with the stretch, perhaps inside a row."""
    unclosed: bool = False
    """Whether the stretch is an overlong row, to be read as plain text."""

    @property
    def dialect(self) -> Dialect:
        """The marks of the table."""
        return Dialect(self.delimiter, self.quote, has_header=bool(self.header))


def split(source: Source, encoding: Encoding, options: Options) -> Iterator[Segment]:
    """Stretches of whole rows.

    Counting quotes tells fast where rows end, and is wrong only where a quote stands inside an unquoted cell. The
    reader of a stretch sees that and raises ``WrongCutError``; the file is then cut
    again carefully, by reading the rows to find their ends.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    stream = source.stream
    offset = stream.tell()
    state = _state(stream.read(_SAMPLE), encoding, options)
    stream.seek(offset)
    rest = b""
    while piece := stream.read(options.segment):
        data = rest + piece
        cut = _careful_cut(data, encoding, state) if source.regime.careful else _fast_cut(data, encoding, state.quote)
        if not cut and len(data) > _LONGEST_ROW + options.segment:
            cut = _careful_cut(data, encoding, state)
            if not cut:
                cut = cut_behind(data, encoding) or len(data) // 4 * 4
                state = msgspec.structs.replace(state, unclosed=True)
        if cut:
            yield make("table", source, offset, data[:cut], encoding, state)
            state = msgspec.structs.replace(state, is_first=False, unclosed=False)
            offset += cut
        rest = data[cut:]
    if rest:
        yield make("table", source, offset, rest, encoding, msgspec.structs.replace(state, is_last=True))


def _state(sample: bytes, encoding: Encoding, options: Options) -> TableState:
    text = decode(sample[: cut_behind(sample, encoding)] or sample, encoding).text
    lines = [line for line, _ in zip(io.StringIO(text, newline=""), range(_SAMPLE_LINES), strict=False)]
    dialect = find_dialect(lines, options.delimiter)
    header: tuple[str, ...] = ()
    if dialect.has_header:
        rows = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote)
        header = tuple(cell.strip() for cell in next(rows, []))
    return TableState(dialect.delimiter, dialect.quote, header, is_first=True)


def _fast_cut(data: bytes, encoding: Encoding, quote: str) -> int:
    """Behind the last line end with an even number of quotes before it."""
    mark = quote.encode("ascii")
    cut = cut_behind(data, encoding)
    odd = data.count(mark, 0, cut) % 2
    while cut and odd:
        before = cut_behind(data, encoding, end=cut - 1)
        odd ^= data.count(mark, before, cut) % 2
        cut = before
        if cut < len(data) - _LONGEST_ROW:
            return 0
    return cut


def _careful_cut(data: bytes, encoding: Encoding, state: TableState) -> int:
    """Behind the last row that ends within ``data``."""
    lines = list(io.StringIO(decode(data[: cut_behind(data, encoding)], encoding).raw, newline=""))
    reader = csv.reader([*lines, _SENTINEL], delimiter=state.delimiter, quotechar=state.quote)
    ends = [0, *(reader.line_num for _ in reader)]
    whole = "".join(lines[: ends[-2] if len(ends) > 1 else 0])
    return len(decode(data[: cut_behind(data, encoding)], encoding).encoding.encode(whole))


def blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The rows of a stretch, as one block; an overlong one is read as plain text.

    ``csv`` refuses no row: its lines come from a split at every line end, and no cell is longer than its limit.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    state: TableState = segment.state
    decoded = decode(segment.content(), segment.written_in)
    if state.unclosed:
        yield ReadProblem(Location(source=segment.source, line=1), TOO_LONG, scanned=True)
        yield chunk_record(decoded.raw, segment.source, 1, decoded.text)
        return
    lines = list(io.StringIO(decoded.text, newline=""))
    # The sentinel is a row of its own if the stretch ends where a row does; it wants a line end before it.
    ended = not lines or lines[-1].endswith(("\n", "\r"))
    fed = lines if ended else [*lines[:-1], lines[-1] + "\n"]
    reader = csv.reader([*fed, _SENTINEL], delimiter=state.delimiter, quotechar=state.quote)
    rows, ends = [], []
    for row in reader:
        rows.append(row)
        ends.append(reader.line_num)
    if rows[-1] == [_SENTINEL]:
        del rows[-1], ends[-1]
    elif not state.is_last:
        raise WrongCutError
    else:
        rows[-1][-1] = rows[-1][-1].removesuffix(_SENTINEL).removesuffix("" if ended else "\n")
        ends[-1] = len(lines)
        yield ReadProblem(Location(source=segment.source), BREAKS_OFF, scanned=True)
    yield TableBlock(
        segment.source, rows, ends, lines, decoded.raw, state.header, state.dialect, options,
        Choice(options, segment.offset), is_first=state.is_first,
    )  # fmt: skip
