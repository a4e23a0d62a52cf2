"""JSON Lines: each line a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.model import Location, ReadProblem
from pii_guard.readers import text
from pii_guard.readers.choice import Choice
from pii_guard.readers.encoding import decode
from pii_guard.readers.fields import Fields
from pii_guard.readers.json_values import json_record, keys_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.readers.encoding import Encoding
    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Record
    from pii_guard.readers.segment import Segment, Source

NOT_JSON = "the line is not valid JSON; it was scanned as plain text"


def split(source: Source, encoding: Encoding, options: Options) -> Iterator[Segment]:
    """Stretches of whole lines."""
    return text.split(source, encoding, options, "jsonl")


def blocks(segment: Segment, options: Options) -> Iterator[Record | ReadProblem]:
    """Every line; a line that is not JSON is told and read as plain text."""
    decoded = decode(segment.content(), segment.written_in)
    fields: Fields | None = None
    choice = Choice(options, segment.offset)
    start = 0
    for number, line in enumerate(text.lines(decoded.text), 1):
        raw = decoded.raw[start : start + len(line)]
        start += len(line)
        if not choice(number - 1):
            yield text.bare(raw, number)
            continue
        document = parse(line)
        if document is None and line.strip() != "null":
            if line.strip():
                yield ReadProblem(Location(source=segment.source, line=number), NOT_JSON, scanned=True)
            yield text.chunk_record(raw, segment.source, number, line)
            continue
        if fields is None:
            fields = Fields(options, keys_of(document))
        place = Location(source=segment.source, line=number, record=number)
        record = json_record(raw, document, place, fields)
        record.records = 1
        yield record
