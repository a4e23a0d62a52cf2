"""Bodies of mail as text, and changes of the text as changes of the message."""

from __future__ import annotations

import base64
import binascii
import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from pii_guard.readers.encoding import Encoding, decode, named
from pii_guard.readers.record import splice

if TYPE_CHECKING:
    from collections.abc import Sequence

    Change = tuple[int, int, str]

_QUOTED = re.compile(r"=([0-9A-Fa-f]{2})|=[ \t]*\r?\n|[\s\S]")
_LINE = 76


class Body:
    """A body at ``start:end`` of a message that was read as Latin-1."""

    def __init__(self, raw: str, start: int, end: int, coding: str, charset: str | None) -> None:
        self._raw = raw
        self._start = start
        self._end = end
        self._coding = coding.strip().lower()
        self._places: Sequence[int] | None = None
        """For quoted-printable, where each byte stands; None where bytes stand for themselves."""
        self.data = self._bytes()
        self.text, self._exact, self.encoding = decode(self.data, _encoding(charset))

    def _bytes(self) -> bytes:
        own = self._raw[self._start : self._end]
        if self._coding == "base64":
            try:
                return base64.b64decode(own, validate=False)
            except (binascii.Error, ValueError):
                return base64.b64decode(
                    re.sub(r"[^A-Za-z0-9+/]", "", own)[: len(re.sub(r"[^A-Za-z0-9+/]", "", own)) // 4 * 4]
                )
        if self._coding != "quoted-printable":
            return own.encode("latin-1")
        out = bytearray()
        places = []
        for match in _QUOTED.finditer(own):
            if match[1] is not None:
                out.append(int(match[1], 16))
                places.append(self._start + match.start())
            elif len(match[0]) == 1:
                out += match[0].encode("latin-1")
                places.append(self._start + match.start())
        self._places = [*places, self._end]
        return bytes(out)

    def place(self, position: int) -> int:
        """Where a code point of the text stands in the message; the start of the body where that cannot be told."""
        if self._coding == "base64":
            return self._start
        return self._byte_place(self._byte(position))

    def _byte(self, position: int) -> int:
        return len(self.encoding.encode(self._exact[:position]))

    def _byte_place(self, byte: int) -> int:
        return self._start + byte if self._places is None else self._places[byte]

    def changes(self, changes: Sequence[Change]) -> list[Change]:
        """Changes of the text as changes of the message."""
        if not changes:
            return []
        if self._coding == "base64":
            return [self.encoded(self.encoding.encode(splice(self._exact, self._fitting(changes))))]
        sizes = [0, *accumulate(len(self.encoding.encode(char)) for char in self._exact)]
        return [
            (self._byte_place(sizes[start]), self._end_place(sizes[end]), self._written(new))
            for start, end, new in self._fitting(changes)
        ]

    def _end_place(self, byte: int) -> int:
        """Behind the byte before ``byte``: a soft line break that follows stays."""
        if self._places is None or byte == 0:
            return self._byte_place(byte)
        last = self._places[byte - 1]
        return last + (3 if self._raw[last] == "=" else 1)

    def _fitting(self, changes: Sequence[Change]) -> list[Change]:
        return [(start, end, self.encoding.fit(new)) for start, end, new in changes]

    def _written(self, new: str) -> str:
        data = self.encoding.encode(new)
        if self._places is None:
            return data.decode("latin-1")
        return "".join(chr(byte) if 32 <= byte < 127 and byte != 61 else f"={byte:02X}" for byte in data)  # noqa: PLR2004

    def encoded(self, data: bytes) -> Change:
        """The whole body anew, in Base64 lines as long as the old ones."""
        own = self._raw[self._start : self._end]
        end = "\r\n" if "\r\n" in own else "\n"
        width = max((len(line.strip()) for line in own.splitlines()), default=_LINE) or _LINE
        packed = base64.b64encode(data).decode("ascii")
        lines = [packed[n : n + width] for n in range(0, len(packed), width)]
        tail = own[len(own.rstrip("\r\n")) :]
        return self._start, self._end, end.join(lines) + tail


def _encoding(charset: str | None) -> Encoding:
    try:
        return named(charset) if charset and charset.lower() not in {"us-ascii", "ascii", "utf-8"} else Encoding("auto")
    except LookupError:
        return Encoding("auto")


def line_of(breaks: Sequence[int], place: int) -> int:
    """The line, from 1, that holds a place."""
    return bisect_right(breaks, place - 1) + 1
