"""From a file to records: exact source text with the values to scan in it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, TextIO

from pii_guard.model import Location, ReadProblem
from pii_guard.readers import json_document, json_lines, table, text
from pii_guard.readers.encoding import Encoding, detect, named
from pii_guard.readers.options import Options
from pii_guard.readers.record import Edit, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["READERS", "Edit", "Encoding", "Options", "Record", "encoding_of", "read"]

READERS: Mapping[str, Callable[[TextIO, str, Options], Iterator[Record | ReadProblem]]] = {
    ".csv": table.read,
    ".tsv": table.read,
    ".tab": table.read,
    ".json": json_document.read,
    ".jsonl": json_lines.read,
    ".ndjson": json_lines.read,
}
"""Suffix to reader; everything else that is text is read as plain text."""


def encoding_of(stream: BinaryIO, options: Options) -> Encoding | None:
    """The encoding to read a file with, or None where it is no text."""
    return named(options.encoding) if options.encoding else detect(stream)


def read(stream: BinaryIO, source: str, encoding: Encoding, options: Options) -> Iterator[Record | ReadProblem]:
    """The records of a file, and what could not be read of it, in order; ``source`` is its path."""
    reader = READERS.get(PurePath(source).suffix.lower(), text.read)
    problem = ""
    try:
        yield from reader(encoding.open(stream), source, options)
    except OSError:
        problem = "the file cannot be read to its end"
    except UnicodeError:
        problem = f"the file breaks off inside a character of {encoding.name}; the rest was not scanned"
    if problem:
        yield ReadProblem(Location(source=source), problem)
