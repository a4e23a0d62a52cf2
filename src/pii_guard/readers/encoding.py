"""Which encoding a file is in, so that it can be read, and written back byte for byte."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import BinaryIO, NamedTuple

_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "surrogateescape"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "surrogatepass"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "surrogatepass"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\v\b\x1b\0")
_MOST_CONTROLS = 0.02
"""Share of control characters above which a file is no text."""
_STRAY = re.compile("[\udc80-\udcff]")
_MANY = 10
"""A stretch with this many good characters for each broken one is UTF-8."""
_LETTERS = str.maketrans("ØøÆæĐđ", "OoAaDd")


class Encoding(NamedTuple):
    """How to decode a file so that encoding gives the same bytes again."""

    name: str
    errors: str = "surrogateescape"
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        """The bytes of ``text``; the byte order mark is not among them."""
        return text.encode(self.name, self.errors)

    def fit(self, text: str) -> str:
        """``text`` with what the encoding cannot write taken down to plain letters or question marks."""
        try:
            text.encode(self.name, self.errors)
        except UnicodeEncodeError:
            plain = unicodedata.normalize("NFKD", text).translate(_LETTERS)
            return plain.encode(self.name, "replace").decode(self.name, "replace")
        return text


class Decoded(NamedTuple):
    """A stretch of a file: what to read, and the same characters as they must be written back.

    ``text`` and ``raw`` have the same length; they differ only where stray cp1252 bytes stand in UTF-8.
    """

    text: str
    raw: str
    encoding: Encoding


AUTO = Encoding("auto")
"""UTF-8 or cp1252, which each stretch of a file decides for itself: exports are pasted together from several."""


def named(name: str) -> Encoding:
    """An encoding that the user names; raises ``LookupError`` for an unknown one."""
    return Encoding(codecs.lookup(name).name)


def detect(stream: BinaryIO) -> Encoding | None:
    """The encoding of a file, or None for one that is no text; the stream is left behind the byte order mark.

    A byte order mark decides; then UTF-16 by its NUL bytes; all else is ``AUTO``.
    """
    stream.seek(0)
    head = stream.read(_SAMPLE)
    found = detect_bytes(head)
    stream.seek(len(found.bom) if found else 0)
    return found


def detect_bytes(head: bytes) -> Encoding | None:
    """The encoding of a file that begins with ``head``."""
    for bom, name, errors in _BOMS:
        if head.startswith(bom):
            return Encoding(name, errors, bom)
    sixteen = _utf16_name(head)
    if sixteen is not None:
        return Encoding(sixteen, "surrogatepass")
    return None if _is_binary(head) else AUTO


def decode(data: bytes, encoding: Encoding = AUTO) -> Decoded:
    """The text of ``data``. Undecodable bytes are kept as lone surrogates, so that they can be written back."""
    if encoding.name != "auto":
        if encoding.name != "utf-8":
            text = data.decode(encoding.name, encoding.errors)
            return Decoded(text, text, encoding)
        chosen = encoding
    else:
        chosen = Encoding("utf-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raw = data.decode("utf-8", "surrogateescape")
    else:
        return Decoded(text, text, chosen)
    broken = len(_STRAY.findall(raw))
    good = sum(char > "\x7f" for char in raw) - broken
    if encoding.name == "auto" and good <= _MANY * broken:
        chosen = Encoding("cp1252")
        text = data.decode("cp1252", "surrogateescape")
        return Decoded(text, text, chosen)
    return Decoded(_STRAY.sub(_as_cp1252, raw), raw, chosen)


def _as_cp1252(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


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
    if controls > _MOST_CONTROLS * len(head):
        return True
    return head.count(0) > _MOST_CONTROLS * len(head) and (controls > 0 or not _is_padded(head))


def _is_padded(head: bytes) -> bool:
    """Whether the NUL bytes stand in what is text but for them, as in records of fixed width."""
    text = head.replace(b"\0", b"")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(text)
    except UnicodeDecodeError:
        return False
    return len(text) > len(head) // 2
