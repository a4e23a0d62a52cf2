"""One JSON document a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.model import Location, ReadProblem
from pii_guard.readers import text as text_reader
from pii_guard.readers.json_values import is_json, json_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Record


def read(stream: TextIO, source: str, options: Options) -> Iterator[Record | ReadProblem]:
    """The whole document as one record; what is not JSON is told and scanned as plain text."""
    begin = stream.tell()
    raw = stream.read(options.max_document)
    if not stream.read(1) and is_json(raw):
        yield json_record(raw, source, 1, None)
        return
    yield ReadProblem(
        Location(source=source), "the file is not valid JSON, or too large; it was scanned as plain text", scanned=True
    )
    stream.seek(begin)
    yield from text_reader.read(stream, source, options)
