"""From a file to blocks of records: exact source text with the values to scan in it.

A file is cut into segments, cheaply and in order; each segment is then read by itself, by whoever has time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pii_guard.errors import MissingExtraError
from pii_guard.model import Location, ReadProblem
from pii_guard.readers import (
    archive,
    documents,
    html,
    json_document,
    json_lines,
    mail,
    parquet,
    spreadsheet,
    sql,
    table,
    text,
    xlsx,
    xml,
)
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


def _mails(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The messages of a segment, each with its attachments."""
    raw = segment.content().decode("latin-1")
    spans = mail.messages(raw) if segment.kind == "mbox" else iter([(0, len(raw))])
    for start, end in spans:
        block = mail.MailBlock(
            raw[start:end], segment.source, options, segment.depth, _attached, raw.count("\n", 0, start) + 1
        )
        yield from block.problems
        yield block


def _attached(source: Source, options: Options) -> Iterator[tuple[Segment, list[Block]] | ReadProblem]:
    """An attachment, read like a file; one that is no text is left out, as such a file would be."""
    if source.depth > options.max_depth:
        yield ReadProblem(Location(source=source.name), archive.TOO_DEEP)
        return
    for segment in _segments(source, options):
        if isinstance(segment, ReadProblem):
            yield segment
        elif isinstance(segment, Segment):
            found: list[Block] = []
            for item in blocks(segment, options):
                if isinstance(item, ReadProblem):
                    yield item
                else:
                    found.append(item)
            yield segment, found


CUT: Mapping[str, Cut] = {
    "text": Cut(text.split, text.blocks),
    "table": Cut(table.split, table.blocks),
    "json": Cut(json_document.split, json_document.blocks),
    "jsonl": Cut(json_lines.split, json_lines.blocks),
    "notebook": Cut(json_document.split, json_document.blocks),
    "xml": Cut(xml.split, xml.blocks),
    "html": Cut(html.split, html.blocks),
    "sql": Cut(sql.split, sql.blocks),
    "mail": Cut(mail.split, _mails),
    "mbox": Cut(mail.split_mbox, _mails),
}
"""Kind to reader, for text."""

WHOLE: Mapping[str, Callable[[Segment, Options], Iterator[Block | ReadProblem]]] = {
    "xlsx": xlsx.blocks,
    "xls": spreadsheet.blocks,
    "ods": spreadsheet.blocks,
    "parquet": parquet.blocks,
    "docx": documents.docx_blocks,
    "pdf": documents.pdf_blocks,
}
"""Kind to reader, for documents that are read at once."""


REWRITERS: Mapping[str, Callable[[BinaryIO, BinaryIO, Edit], str]] = {
    "xlsx": xlsx.rewrite,
    "parquet": parquet.rewrite,
}
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
    if kind in archive.ARCHIVES:
        for member in archive.members(kind, source, options):
            if isinstance(member, ReadProblem):
                yield member
            else:
                yield from _segments(member, options)
        return
    if kind in {"mail", "mbox"}:
        yield from CUT[kind].split(source, Encoding("latin-1"), options)
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
