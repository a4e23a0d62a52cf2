"""Plain text, logs and source code: chunks of whole lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.model import LocatedText, Location
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


def blocks(segment: Segment, _options: Options) -> Iterator[Record]:
    """Chunks of the text, each a record with one text."""
    decoded = decode(segment.content(), segment.written_in)
    line = 1
    for start, end in _chunks(decoded.text):
        raw = decoded.raw[start:end]
        yield chunk_record(raw, segment.source, line, decoded.text[start:end])
        line += raw.count("\n")


def chunk_record(raw: str, source: str, line: int, text: str | None = None) -> Record:
    """One stretch of text as a record."""
    located = LocatedText(raw if text is None else text, Location(source=source, line=line, column=1))
    return Record(raw, (located,), line, lambda _index: range(len(raw) + 1))


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
