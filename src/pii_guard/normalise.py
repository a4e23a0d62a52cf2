"""Fold a text for matching, keeping a way back from every folded position to the original.

A folded text is lower case, without accents (``ø`` becomes ``o``, ``å`` and ``æ`` become ``a``), with one
kind of space, hyphen and digit, and without invisible characters. Offsets everywhere are code points.

Nearly every Norwegian text fits Latin-1, where folding is one table look-up a byte and keeps all
positions. Other characters are replaced one for one as far as possible; only a text with characters
that must vanish or grow (zero-width, soft hyphen, combining accents, ligatures) needs an offset map.
"""

from __future__ import annotations

import codecs
import unicodedata
from array import array
from typing import NamedTuple

_SPACES = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u1680"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043"
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
_VANISHING = "\xad\u200b\u200c\u200d\u2060\ufeff\u180e\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_LATIN1 = 256
_UNKNOWN = "\x1a"
_BASE_LETTERS = {
    "\u0111": "d",
    "\u014b": "n",
    "\u0167": "t",
    "\u0142": "l",
    "\u0131": "i",
    "\u0110": "d",
    "\u014a": "n",
}


class Folded(NamedTuple):
    """A folded text and the way back.

    ``offsets`` is None when position i of ``text`` is position i of the original; otherwise
    ``offsets[i]`` is the original position of ``text[i]``, with one entry more for the end.
    """

    text: str
    data: bytes
    offsets: array[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a folded span stands for."""
        if self.offsets is None:
            return start, end
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def _fold_latin1(code: int) -> int:
    """The folded form of one Latin-1 code point."""
    char = chr(code)
    if char in "æÆ":
        return ord("a")
    if char in "øØ":
        return ord("o")
    if char in "ðÐ":
        return ord("d")
    if char == "\xa0":
        return ord(" ")
    if char in "\u00b4\u0060":
        return ord("'")
    base = unicodedata.normalize("NFD", char.lower())[0]
    return ord(base) if ord(base) < _LATIN1 else code


_TABLE = bytes(_fold_latin1(code) for code in range(256))


_OWN_LETTERS = bytes(ord(chr(code).lower()) if chr(code) in "æøåÆØÅ" else _TABLE[code] for code in range(256))
"""As ``_TABLE``, but æ, ø and å stay."""
_OWN_CODES = dict(enumerate(_OWN_LETTERS))


_STAND_INS = (
    _QUOTES | _BASE_LETTERS | dict.fromkeys(_VANISHING, "") | dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DASHES, "-")
)


def _single(char: str) -> str | None:
    """The one Latin-1 character that stands for ``char``, "" if it vanishes, None if it becomes several."""
    if char in _STAND_INS:
        return _STAND_INS[char]
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return ""
    decimal = unicodedata.decimal(char, None)
    if decimal is not None:
        return str(decimal)
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    if len(plain) == 1:
        return plain if ord(plain) < _LATIN1 else _UNKNOWN
    return None if plain.isascii() and plain else _UNKNOWN


class _NeedsMapError(UnicodeError):
    """A character has no single stand-in: the text needs an offset map."""


_CACHE: dict[str, str | None] = {}


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = []
    for char in error.object[error.start : error.end]:
        if char not in _CACHE:
            _CACHE[char] = _single(char)
        one = _CACHE[char]
        if not one:
            raise _NeedsMapError
        found.append(one)
    return "".join(found), error.end


codecs.register_error("pii_guard.fold", _stand_in)


def fold(text: str) -> Folded:
    r"""Fold ``text``.

    >>> fold("Fødselsnr. 10 91").text
    'fodselsnr. 10 91'
    >>> folded = fold("a\u00adb")
    >>> folded.text, folded.original(1, 2)
    ('ab', (2, 3))
    """
    data = fold_in_place(text)
    return _fold_with_map(text) if data is None else Folded(data.decode("latin-1"), data, None)


def fold_in_place(text: str) -> bytes | None:
    """The folded text in Latin-1 when every character has one stand-in, else None."""
    try:
        data = text.encode("latin-1", "pii_guard.fold")
    except _NeedsMapError:
        return None
    return None if b"\xad" in data else data.translate(_TABLE)


def lower_letters(text: str) -> str:
    """Lower case without accents, but with æ, ø and å kept, position for position.

    >>> lower_letters("Føler Én uro på CAFÉ")
    'føler en uro på cafe'
    """
    try:
        return text.encode("latin-1").translate(_OWN_LETTERS).decode("latin-1")
    except UnicodeEncodeError:
        return text.translate(_OWN_CODES)


def _fold_with_map(text: str) -> Folded:
    out: list[str] = []
    offsets = array("q")
    for position, char in enumerate(text):
        folded = char if ord(char) < _LATIN1 and char != "\xad" else _single(char)
        if folded is None:
            folded = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
        out.append(folded)
        offsets.extend([position] * len(folded))
    offsets.append(len(text))
    data = "".join(out).encode("latin-1", "replace").translate(_TABLE)
    return Folded(data.decode("latin-1"), data, offsets)
