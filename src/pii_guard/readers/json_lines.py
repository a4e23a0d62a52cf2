"""JSON Lines: each line a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.model import Location, ReadProblem
from pii_guard.readers.json_values import is_json, json_record
from pii_guard.readers.text import chunk_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Record


def read(stream: TextIO, source: str, options: Options) -> Iterator[Record | ReadProblem]:
    """Every line; a line that is not JSON is told and scanned as plain text."""
    number = 0
    while line := stream.readline(options.max_document):
        number += 1
        if is_json(line):
            yield json_record(line, source, number, number)
        else:
            if line.strip():
                yield ReadProblem(
                    Location(source=source, line=number),
                    "the line is not valid JSON; it was scanned as plain text",
                    scanned=True,
                )
            yield chunk_record(line, source, number)
