"""Plain text, logs and source code: chunks of whole lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.model import LocatedText, Location
from pii_guard.readers.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from pii_guard.readers.options import Options

CHUNK = 64 * 1024
"""Code points of a chunk; a chunk ends at the next line end, at best at an empty line."""
_LONGEST = 4 * CHUNK
"""A single line is cut behind this many code points, at white space where there is some."""


def read(stream: TextIO, source: str, _options: Options) -> Iterator[Record]:
    """Chunks of the text, each a record with one text."""
    line = 1
    for chunk in _chunks(stream):
        yield chunk_record(chunk, source, line)
        line += chunk.count("\n")


def chunk_record(raw: str, source: str, line: int) -> Record:
    """One stretch of text as a record."""
    text = LocatedText(raw, Location(source=source, line=line, column=1))
    return Record(raw, (text,), line, lambda _index: range(len(raw) + 1))


def _chunks(stream: TextIO) -> Iterator[str]:
    gathered: list[str] = []
    size = 0
    for piece in _pieces(stream):
        gathered.append(piece)
        size += len(piece)
        if size >= _LONGEST or (size >= CHUNK and piece.strip() == ""):
            yield "".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield "".join(gathered)


def _pieces(stream: TextIO) -> Iterable[str]:
    """Lines, and overlong lines in parts."""
    while piece := stream.readline(_LONGEST):
        if len(piece) < _LONGEST or piece.endswith(("\n", "\r")):
            yield piece
            continue
        cut = max(piece.rfind(" "), piece.rfind("\t"), piece.rfind(",")) + 1
        if cut <= _LONGEST // 2:
            yield piece
            continue
        yield piece[:cut]
        rest = piece[cut:] + stream.readline(_LONGEST - (len(piece) - cut))
        yield rest
