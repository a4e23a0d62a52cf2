"""Which encoding a file is in, so that it can be read, and written back byte for byte."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO, NamedTuple

_SAMPLE = 64 * 1024
_CHUNK = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "surrogateescape"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "surrogatepass"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "surrogatepass"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\v\b\x1b\0")
_MOST_CONTROLS = 0.02
"""Share of control characters above which a file is no text."""


class Encoding(NamedTuple):
    """How to decode a file so that encoding gives the same bytes again."""

    name: str
    errors: str
    bom: bytes = b""

    def open(self, stream: BinaryIO) -> io.TextIOWrapper:
        """``stream`` as text behind the byte order mark, line ends untouched."""
        stream.seek(len(self.bom))
        return io.TextIOWrapper(stream, encoding=self.name, errors=self.errors, newline="")

    def encode(self, text: str) -> bytes:
        """The bytes of ``text``; the byte order mark is not among them."""
        return text.encode(self.name, self.errors)


def named(name: str) -> Encoding:
    """An encoding that the user names; raises ``LookupError`` for an unknown one."""
    return Encoding(codecs.lookup(name).name, "surrogateescape")


def detect(stream: BinaryIO) -> Encoding | None:
    """The encoding of a file, or None for one that is no text.

    A byte order mark decides; then UTF-16 by its NUL bytes; then UTF-8 where the file is valid UTF-8, or nearly so;
    else cp1252, which Norwegian exports use. Undecodable bytes are kept as lone surrogates.
    """
    stream.seek(0)
    head = stream.read(_SAMPLE)
    for bom, name, errors in _BOMS:
        if head.startswith(bom):
            return Encoding(name, errors, bom)
    sixteen = _utf16_name(head)
    if sixteen is not None:
        return Encoding(sixteen, "surrogatepass")
    if _is_binary(head):
        return None
    stream.seek(0)
    return Encoding("utf-8" if _is_utf8(stream) else "cp1252", "surrogateescape")


def _utf16_name(head: bytes) -> str | None:
    """UTF-16 without a mark shows as NUL in every other byte of Latin text."""
    pairs = len(head) // 2
    if pairs < 2:  # noqa: PLR2004 - too little to tell
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.1:
        return "utf-16-be"
    return None


def _is_binary(head: bytes) -> bool:
    """Many control characters, or NUL bytes beside bytes that no text has."""
    if not head:
        return False
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)  # noqa: PLR2004 - C0 controls
    return controls > _MOST_CONTROLS * len(head) or head.count(0) > _MOST_CONTROLS * len(head)


def _is_utf8(stream: BinaryIO) -> bool:
    """Whether the bytes are UTF-8, allowing for a few broken ones among many good ones."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    while chunk := stream.read(_CHUNK):
        text = decoder.decode(chunk)
        if not text.isascii():
            broken = sum("\udc80" <= char <= "\udcff" for char in text)
            bad += broken
            good += sum(char > "\x7f" for char in text) - broken
    bad += len(decoder.decode(b"", final=True))
    return bad == 0 or good > 10 * bad
