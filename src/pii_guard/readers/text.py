"""Plain text, logs and source code: chunks of whole lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.model import LocatedText, Location
from pii_guard.readers.choice import Choice
from pii_guard.readers.encoding import decode
from pii_guard.readers.record import Record
from pii_guard.readers.segment import Segment, make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.readers.encoding import Encoding
    from pii_guard.readers.options import Options
    from pii_guard.readers.segment import Source

CHUNK = 64 * 1024
"""Code points of a chunk; a chunk ends at the next empty line, or else at some line end."""
_LONGEST = 4 * CHUNK
"""A single line is cut behind this many code points, at white space where there is some."""


def split(source: Source, encoding: Encoding, options: Options, kind: str = "text") -> Iterator[Segment]:
    """Stretches that end at a line end, or at white space where a line is too long for that."""
    stream = source.stream
    offset = stream.tell()
    rest = b""
    while piece := stream.read(options.segment):
        data = rest + piece
        cut = cut_behind(data, encoding)
        if cut == 0 and len(data) > 4 * options.segment:
            cut = cut_behind(data, encoding, " ") or len(data) // 4 * 4
        if cut:
            yield make(kind, source, offset, data[:cut], encoding)
            offset += cut
        rest = data[cut:]
    if rest:
        yield make(kind, source, offset, rest, encoding)


def cut_behind(data: bytes, encoding: Encoding, mark: str = "\n", end: int | None = None) -> int:
    """The place behind the last ``mark`` before ``end``, 0 where there is none."""
    stop = len(data) if end is None else end
    if not encoding.name.startswith("utf-16"):
        return data.rfind(mark.encode("ascii"), 0, stop) + 1
    sought = mark.encode(encoding.name)
    place = data.rfind(sought, 0, stop)
    while place >= 0 and place % 2:
        place = data.rfind(sought, 0, place + 1)
    return place + 2 if place >= 0 else 0


def blocks(segment: Segment, options: Options) -> Iterator[Record]:
    """Chunks of the text, each a record with one text; where not all is wanted, each line counts as a record."""
    decoded = decode(segment.content(), segment.written_in)
    line = 1
    choice = Choice(options, segment.offset)
    for stretch in stretches(decoded.text, choice):
        text, raw = decoded.text[stretch.start : stretch.end], decoded.raw[stretch.start : stretch.end]
        for start, end in _chunks(text) if stretch.is_wanted else [(0, len(text))]:
            own = raw[start:end]
            breaks = own.count("\n")
            record = chunk_record(own, segment.source, line, text[start:end]) if stretch.is_wanted else bare(own, line)
            record.records = 1 if choice.is_all else max(1, breaks)
            yield record
            line += breaks


def chunk_record(raw: str, source: str, line: int, text: str | None = None) -> Record:
    """One stretch of text as a record."""
    located = LocatedText(raw if text is None else text, Location(source=source, line=line, column=1))
    return Record(raw, (located,), line, lambda _index: range(len(raw) + 1))


def bare(raw: str, line: int) -> Record:
    """A stretch that is passed over: a copy has it, and nothing in it is scanned."""
    return Record(raw, (), line, lambda _index: range(0))


class Stretch(NamedTuple):
    """Some lines of a text."""

    start: int
    end: int
    line: int
    """Of its first, from 1."""
    is_wanted: bool


def stretches(text: str, choice: Choice) -> Iterator[Stretch]:
    """The whole text where all of it is wanted; else runs of lines that are, or are not."""
    if choice.is_all:
        yield Stretch(0, len(text), 1, is_wanted=True)
        return
    start = 0
    for is_wanted, run in groupby(enumerate(lines(text)), key=lambda one: choice(one[0])):
        own = list(run)
        end = start + sum(len(line) for _, line in own)
        yield Stretch(start, end, own[0][0] + 1, is_wanted)
        start = end


def lines(text: str) -> Iterator[str]:
    """Its lines, each with the line feed that ends it."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > _LONGEST:
        low, high = start + CHUNK, start + _LONGEST
        end = text.find("\n\n", low, high) + 2
        if end < low:
            end = text.rfind("\n", low, high) + 1
        if end < low:
            end = max(text.rfind(mark, low, high) for mark in " \t,") + 1
        if end < low:
            end = high
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
