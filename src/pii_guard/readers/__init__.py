"""From a file to blocks of records: exact source text with the values to scan in it.

A file is cut into segments, cheaply and in order; each segment is then read by itself, by whoever has time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pii_guard.errors import MissingExtraError
from pii_guard.model import Location, ReadProblem
from pii_guard.readers import json_document, json_lines, table, text
from pii_guard.readers.encoding import Encoding, detect, named
from pii_guard.readers.kinds import kind_of
from pii_guard.readers.options import Options
from pii_guard.readers.record import Block, Record, Records
from pii_guard.readers.segment import Regime, Segment, Skipped, Source, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pii_guard.model import LocatedText

    Edit = Callable[[Sequence[LocatedText]], list[str | None]]
    """Gives for every text what to write in its place, None where it stays."""

__all__ = [
    "Block", "Encoding", "Options", "Record", "Records", "Regime", "Segment", "Skipped", "Source", "blocks", "segments",
]  # fmt: skip

_HEAD = 4096


class Cut(NamedTuple):
    """A format of text that is read stretch by stretch."""

    split: Callable[[Source, Encoding, Options], Iterator[Segment | ReadProblem]]
    blocks: Callable[[Segment, Options], Iterator[Block | ReadProblem]]


CUT: Mapping[str, Cut] = {
    "text": Cut(text.split, text.blocks),
    "table": Cut(table.split, table.blocks),
    "json": Cut(json_document.split, json_document.blocks),
    "jsonl": Cut(json_lines.split, json_lines.blocks),
}
"""Kind to reader, for text."""

WHOLE: Mapping[str, Callable[[Segment, Options], Iterator[Block | ReadProblem]]] = {}
"""Kind to reader, for documents that are read at once."""


REWRITERS: Mapping[str, Callable[[BinaryIO, BinaryIO, Edit], str]] = {}
"""Kind to the writer of a copy, for documents that are no text; gives what is wrong, or an empty text."""


def read_kind(stream: BinaryIO, name: str) -> str:
    """The kind of a file; ``binary`` where it is none that is read."""
    stream.seek(0)
    kind = kind_of(name, stream.read(_HEAD))
    return "binary" if kind in CUT and detect(stream) is None else kind


def mark_of(stream: BinaryIO) -> bytes:
    """The byte order mark that a text file begins with."""
    found = detect(stream)
    return found.bom if found else b""


def segments(source: Source, options: Options) -> Iterator[Segment | ReadProblem | Skipped]:
    """The segments of a file, and what could not be read of it, in order."""
    for item in _segments(source, options):
        yield item
        source.regime.number += 1


def _segments(source: Source, options: Options) -> Iterator[Segment | ReadProblem | Skipped]:
    problem = ""
    try:
        yield from _of_kind(source, options)
    except OSError:
        problem = "the file cannot be read to its end"
    except UnicodeError:
        problem = "the file breaks off inside a character; the rest was not scanned"
    if problem:
        yield ReadProblem(Location(source=source.name), problem)


def _of_kind(source: Source, options: Options) -> Iterator[Segment | ReadProblem | Skipped]:
    source.stream.seek(0)
    kind = kind_of(source.name, source.stream.read(_HEAD))
    if kind in WHOLE:
        yield from whole(kind, source, options)
        return
    encoding = detect(source.stream)
    if options.encoding and not (encoding and encoding.bom):
        encoding = named(options.encoding)
    if encoding is None:
        yield Skipped("binary")
        return
    source.stream.seek(len(encoding.bom))
    yield from CUT.get(kind, CUT["text"]).split(source, encoding, options)


def blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The blocks of a segment, and what could not be read of it, in order."""
    reader = CUT[segment.kind].blocks if segment.kind in CUT else WHOLE[segment.kind]
    problem = ""
    try:
        yield from reader(segment, options)
    except OSError:
        problem = "the file cannot be read to its end"
    except UnicodeError:
        problem = "the file breaks off inside a character; the rest was not scanned"
    except MissingExtraError as error:
        problem = str(error)
    if problem:
        yield ReadProblem(Location(source=segment.source), problem)
