"""What the user may say about the files to be read."""

from __future__ import annotations

import msgspec


class Options(msgspec.Struct, frozen=True):
    """Choices that are otherwise found out from each file."""

    encoding: str | None = None
    delimiter: str | None = None
    """Of tables: one character."""
    max_document: int = 256 * 1024 * 1024
    """Bytes of a document that must be read whole, such as JSON."""
