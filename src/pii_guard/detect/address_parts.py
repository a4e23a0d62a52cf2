"""The parts of a written address round its house number: the street before it, unit, post code and place behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pii_guard.deferred import deferred
from pii_guard.rulepack.names import towns

if TYPE_CHECKING:
    import re

    from pii_guard.detect.candidate import Document

_UNIT_WORD = r"(?:oppg(?:ang)?|inng(?:ang)?|leil(?:ighet|egheit)?|leilighetsnr|bolignr|bolignummer|seksjon|rom)\.? ?"
_UNIT = (
    rf"(?:,? (?:{_UNIT_WORD}(?:[hulk]\d{{4}}|\d{{1,4}}|[a-z])|[hulk]\d{{4}}"
    r"|(?:\d{1,2}\.? ?|u\. ?)(?:etg|etasje|et)\b\.?)(?![a-z0-9])){0,3}"
)
_JOINT = r"(?:\s?[,;]\s{0,2}|[ \t]*\n[ \t>]*|[ \t]+|</\w+>\s*<\w+>|<br ?/?>\s*)"
_TAIL = deferred(
    r"\d{1,4}(?P<letter> ?[a-z](?![a-z0-9]))?(?:\s?[-/]\s?(?:\d{1,4}(?![\d.])|[a-z](?![a-z0-9])))?(?![\d\-]|\.\d)"
    rf"(?P<unit>{_UNIT})"
    rf"(?:{_JOINT}(?:n-|no-)?(?P<code>\d{{4}}) (?P<place>[a-z][a-z.\-]+(?: [a-z][a-z\-]*){{0,2}})"
    r"|, ?(?P<town>[a-z][a-z\-]+(?: [a-z][a-z\-]*){0,2}))?"
)
_BOX = deferred(
    rf"\d{{1,5}}(?!\d)(?:{_JOINT}(?:n-|no-)?(?P<code>\d{{4}}) (?P<place>[a-z][a-z.\-]+(?: [a-z][a-z\-]*){{0,2}}))?"
)
_NUMBER_BEFORE = deferred(rf"(?<!\d)\d{{1,4}}(?: ?[a-z])?{_UNIT}{_JOINT}(?:n-|no-)?\Z")
_HOUSE_LETTERS = frozenset("abcdfgh")
"""Small letters that may stand apart behind a house number; the others are words there ("12 i Oslo")."""


class Tail(NamedTuple):
    """What stands from the house number on."""

    end: int
    code: bool
    """Whether a post code is in it."""
    known: bool
    """Whether its place is one of the post's."""


def tail_at(document: Document, position: int) -> Tail | None:
    """The number at ``position`` and the unit, post code and place behind it."""
    match = _TAIL.match(document.folded, position)
    if match is None:
        return None
    if match["letter"] is not None and not _is_house_letter(document, match):
        return Tail(match.start("letter"), code=False, known=False)
    if match["code"]:
        return _with_place(document, match)
    town = _town_length(match["town"]) if match["town"] else 0
    if town and document.cased[match.start("town")].isupper():
        return Tail(match.start("town") + town, code=False, known=True)
    return Tail(match.end("unit"), code=False, known=False)


def box_at(document: Document, position: int) -> Tail | None:
    """The number of a post box at ``position``, with post code and place."""
    match = _BOX.match(document.folded, position)
    if match is None:
        return None
    return _with_place(document, match) if match["code"] else Tail(match.end(), code=False, known=False)


def number_before(text: str, code: int) -> int | None:
    """Where the house number before a post code at ``code`` begins, or None where there is none."""
    low = max(0, code - 48)
    match = _NUMBER_BEFORE.search(text, low, code)
    return None if match is None else match.start()


def _is_house_letter(document: Document, match: re.Match[str]) -> bool:
    letter = match["letter"]
    if not letter.startswith(" "):
        return True
    cased = document.cased[match.end("letter") - 1]
    if cased.isupper():
        return cased != "I" or not document.folded.startswith(" ", match.end("letter"))
    follows = document.folded[match.end("letter") : match.end("letter") + 2]
    return cased in _HOUSE_LETTERS and (not follows or follows[0] in ",.;:)\n" or follows[1:].isdigit())


def _with_place(document: Document, match: re.Match[str]) -> Tail:
    """The end of the place's own name: the words behind it are not part of the address."""
    start, words = match.start("place"), match["place"]
    length = _town_length(words)
    if length:
        return Tail(start + length, code=True, known=True)
    first, *rest = words.split(" ")
    if len(rest) > 1 and rest[0] in {"i", "pa"} and document.cased[start + len(first) + len(rest[0]) + 2].isupper():
        first = f"{first} {rest[0]} {rest[1]}"
    return Tail(start + len(first.rstrip(".")), code=True, known=False)


def _town_length(words: str) -> int:
    """How many letters of ``words`` are the name of a place that the post knows."""
    parts = words.rstrip(".").split(" ")
    names = (" ".join(parts[:count]).rstrip(".") for count in range(len(parts), 0, -1))
    return next((len(name) for name in names if name in towns()), 0)
