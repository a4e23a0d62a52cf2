"""What the user may say about the files to be read."""

from __future__ import annotations

import msgspec

MEGABYTE = 1024 * 1024


class Options(msgspec.Struct, frozen=True):
    """Choices that are otherwise found out from each file, and limits that keep hostile input in its bounds."""

    encoding: str | None = None
    delimiter: str | None = None
    """Of tables: one character."""
    fields: tuple[str, ...] = ()
    """Only these columns or keys; ``*`` stands for any letters. Empty: all."""
    exclude_fields: tuple[str, ...] = ()
    limit: int | None = None
    """Only so many records of each file."""
    sample: float | None = None
    """Only this share of the records, 0 to 1; which ones is the same in every run."""
    max_document: int = 256 * MEGABYTE
    """Bytes of a document that must be read whole, such as a workbook in an archive."""
    max_expanded: int = 256 * MEGABYTE
    """Bytes that an archive member may grow to whatever its packed size."""
    max_ratio: int = 120
    """Above ``max_expanded``, how many times its packed size a member may grow."""
    max_depth: int = 4
    """How deep archives in archives, and mail in mail, are opened."""
    segment: int = MEGABYTE
    """Bytes of a file that are read and scanned at once."""
