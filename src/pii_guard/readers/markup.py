"""Markup as a stream of tokens, without a parser: nothing is expanded, nothing is fetched, nothing is lost.

An entity that a document declares for itself stays as it is written, so a bomb of them is a few characters of text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# No "<" may stand in a tag, quoted or not: so a broken tag ends at the next one, and the whole is linear.
_TAG = re.compile(r"</?([^\s<>/!?\"'=]+)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SECTIONS = (("<!--", "-->", "comment"), ("<![CDATA[", "]]>", "cdata"), ("<?", "?>", "instruction"))


class Token(NamedTuple):
    """A stretch of markup."""

    kind: str
    """``text``, ``open``, ``close``, ``empty``, ``comment``, ``cdata``, ``instruction`` or ``declaration``."""
    start: int
    end: int
    name: str = ""


def tokens(text: str, position: int = 0) -> Iterator[Token]:
    """The tokens of ``text``; what is broken comes as text."""
    while position < len(text):
        start = text.find("<", position)
        if start < 0:
            start = len(text)
        if start > position:
            yield Token("text", position, start)
        if start < len(text):
            token = _at_bracket(text, start)
            yield token
            position = token.end
        else:
            position = start


def _at_bracket(text: str, start: int) -> Token:
    for mark, close, kind in _SECTIONS:
        if text.startswith(mark, start):
            end = text.find(close, start + len(mark))
            return Token(kind, start, end + len(close) if end >= 0 else len(text))
    if text.startswith("<!", start):
        return Token("declaration", start, _declaration_end(text, start))
    tag = _TAG.match(text, start)
    if tag is None:
        following = text.find("<", start + 1)
        return Token("text", start, following if following >= 0 else len(text))
    kind = "close" if text[start + 1] == "/" else "empty" if text[tag.end() - 2] == "/" else "open"
    return Token(kind, start, tag.end(), tag[1])


def _declaration_end(text: str, start: int) -> int:
    """Behind a document type, with what it declares in brackets."""
    close = text.find(">", start)
    bracket = text.find("[", start, max(close, start))
    if bracket >= 0:
        inner = text.find("]", bracket)
        close = text.find(">", inner) if inner >= 0 else -1
    return close + 1 if close >= 0 else len(text)


def attributes(text: str, token: Token) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of each attribute's value."""
    for match in _ATTRIBUTE.finditer(text, token.start, token.end):
        group = 2 if match[2] is not None else 3
        yield match[1], match.start(group), match.end(group)


def decoded(raw: str) -> str:
    """The text with its entities resolved, those that every document knows."""
    return _ENTITY.sub(_resolve, raw) if "&" in raw else raw


def _resolve(match: re.Match[str]) -> str:
    found = unescape(match[0])
    return found if len(found) == 1 else match[0]


def offsets(raw: str, start: int, end: int) -> list[int] | range:
    """For each code point of ``decoded(raw[start:end])``, and its end, the position in ``raw``."""
    if raw.find("&", start, end) < 0:
        return range(start, end + 1)
    places: list[int] = []
    position = start
    for match in _ENTITY.finditer(raw, start, end):
        places.extend(range(position, match.start()))
        whole = match.start() + 1 if len(_resolve(match)) == 1 else match.end()
        places.extend(range(match.start(), whole))
        position = match.end()
    places.extend(range(position, end + 1))
    return places


def escaped(replacement: str) -> str:
    """A replacement as markup wants it."""
    return replacement.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
