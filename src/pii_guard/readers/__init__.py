"""From a file to blocks of records: exact source text with the values to scan in it.

A file is cut into segments, cheaply and in order; each segment is then read by itself, by whoever has time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from pii_guard.errors import MissingExtraError
from pii_guard.model import Location, ReadProblem
from pii_guard.readers.encoding import Encoding, detect, named
from pii_guard.readers.kinds import ARCHIVES, kind_of
from pii_guard.readers.options import Options
from pii_guard.readers.record import Block, Record, Records
from pii_guard.readers.segment import Regime, Segment, Skipped, Source, whole
from pii_guard.sourcecode.kinds import unread_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pii_guard.model import LocatedText

    Edit = Callable[[Sequence[LocatedText]], list[str | None]]
    """Gives for every text what to write in its place, None where it stays."""

    _Split = Callable[[Source, Encoding, Options], Iterator[Segment | ReadProblem]]
    _Blocks = Callable[[Segment, Options], Iterator[Block | ReadProblem]]
    _Rewrite = Callable[[BinaryIO, BinaryIO, Edit], str]

__all__ = [
    "ARCHIVES", "Block", "Encoding", "Options", "Record", "Records", "Regime", "Segment", "Skipped", "Source", "blocks",
    "segments",
]  # fmt: skip

_HEAD = 4096


class Cut(NamedTuple):
    """A format of text that is read stretch by stretch: the functions that cut it and that read a stretch."""

    split: str
    blocks: str


# A format's module is imported when the first file of its kind comes: a hook must start fast.
CUT: Mapping[str, Cut] = {
    "text": Cut("text.split", "text.blocks"),
    "table": Cut("table.split", "table.blocks"),
    "json": Cut("json_document.split", "json_document.blocks"),
    "jsonl": Cut("json_lines.split", "json_lines.blocks"),
    "notebook": Cut("json_document.split", "json_document.blocks"),
    "xml": Cut("xml.split", "xml.blocks"),
    "html": Cut("html.split", "html.blocks"),
    "sql": Cut("sql.split", "sql.blocks"),
    "mail": Cut("mail.split", "messages.blocks"),
    "mbox": Cut("mail.split_mbox", "messages.blocks"),
}
"""Kind to reader, for text."""

WHOLE: Mapping[str, str] = {
    "xlsx": "xlsx.blocks",
    "xls": "spreadsheet.blocks",
    "ods": "spreadsheet.blocks",
    "parquet": "parquet.blocks",
    "docx": "documents.docx_blocks",
    "pdf": "documents.pdf_blocks",
}
"""Kind to reader, for documents that are read at once."""

REWRITERS: Mapping[str, str] = {"xlsx": "xlsx.rewrite", "parquet": "parquet.rewrite"}
"""Kind to the writer of a copy, for documents that are no text."""


def _function(name: str) -> object:
    """The function that a registry names."""
    module, _, function = name.partition(".")
    return getattr(import_module(f"pii_guard.readers.{module}"), function)


def rewrite(kind: str, stream: BinaryIO, out: BinaryIO, edit: Edit) -> str:
    """Write a copy of a document of a kind in ``REWRITERS``; gives what is wrong, or an empty text."""
    return cast("_Rewrite", _function(REWRITERS[kind]))(stream, out, edit)


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
    for item in segments_inside(source, options):
        yield item
        source.regime.number += 1


def segments_inside(source: Source, options: Options) -> Iterator[Segment | ReadProblem | Skipped]:
    """The segments of a file that lies in another one, such as a mail's attachment."""
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
    if kind in ARCHIVES:
        from pii_guard.readers import archive  # noqa: PLC0415 - as the formats above

        for member in archive.members(kind, source, options):
            if isinstance(member, ReadProblem):
                yield member
            else:
                yield from segments_inside(member, options)
        return
    if kind in {"mail", "mbox"}:
        yield from _split(kind, source, Encoding("latin-1"), options)
        return
    encoding = detect(source.stream)
    if options.encoding and not (encoding and encoding.bom):
        encoding = named(options.encoding)
    if encoding is None:
        yield Skipped(unread_document(source.name) or "binary")
        return
    source.stream.seek(len(encoding.bom))
    yield from _split(kind, source, encoding, options)


def _split(kind: str, source: Source, encoding: Encoding, options: Options) -> Iterator[Segment | ReadProblem]:
    return cast("_Split", _function(CUT.get(kind, CUT["text"]).split))(source, encoding, options)


def blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The blocks of a segment, and what could not be read of it, in order."""
    reader = cast("_Blocks", _function(CUT[segment.kind].blocks if segment.kind in CUT else WHOLE[segment.kind]))
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
