"""What tells that a stretch which the model reads as a person is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.nlp.lists import is_given_name, is_surname, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = re.compile(r"\s*[,;/|\t\r\n]\s*|\s{2,}")
_EDGES = " \t\r\n.,:;!?\"'«»“”()[]{}<>*_~/\\|=-–—"
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_FOLLOWER = re.compile(
    r"(?:[ \-](?:[\w&]+ ){0,2}(?:AS|ASA|ANS|DA|KF|HF|IKS|SA|BA|ENK|AB|Ltd|Inc|GmbH)\b"
    r"|s? (?:gate|gata|gaten|vei|veien|veg|vegen|plass|terrasse|allé|syndrom|sykdom|sjukdom)\b)"
)
"""What stands behind the name of a company, a street or a disease."""
_BEFORE = re.compile(r"[@#$\\_/]\Z")
_CAMEL = re.compile(r"[a-zæøå]{2}[A-ZÆØÅ]")


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a stretch: cut at commas and line breaks, without punctuation at the edges.

    >>> text = "(Odd, Kari Nymo)"
    >>> [text[a:b] for a, b in pieces(text, 0, len(text))]
    ['Odd', 'Kari Nymo']
    """
    position = start
    for match in [*_BREAK.finditer(text, start, end), None]:
        low, high = position, end if match is None else match.start()
        while low < high and text[low] in _EDGES:
            low += 1
        while low < high and text[high - 1] in _EDGES:
            high -= 1
        if low < high:
            yield low, high
        position = end if match is None else match.end()


def is_refuted(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is no person: a number, an ordinary word, a company, a street, part of a path.

    >>> [is_refuted(text, 0, 6) for text in ("Hansen Elektro AS", "Hansen kom", "Flyet fra Oslo")]
    [True, False, True]
    """
    name = text[start:end]
    words = _WORD.findall(name)
    if not words or any(letter.isdigit() for letter in name):
        return True
    if _FOLLOWER.match(text, end) or _BEFORE.search(text, max(0, start - 1), start):
        return True
    return not _is_namelike(words)


def _is_namelike(words: list[str]) -> bool:
    """Whether the words may be a name: one is listed, or one has a capital and is no ordinary word."""
    if len(words) == 1 and _CAMEL.search(words[0]):
        return _is_listed(words[0])
    if not any(word[0].isupper() for word in words):
        return any(_is_listed(word) and not is_word(word) for word in words) or (
            len(words) > 1 and is_given_name(words[0]) and not is_word(words[-1])
        )
    return any(_is_listed(word) or (word[0].isupper() and not is_word(word)) for word in words)


def _is_listed(word: str) -> bool:
    return is_given_name(word) or is_surname(word)
