"""Where a name may stand: the model reads only there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pii_guard.nlp.lists import is_frequent, is_given_name, is_surname, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*")
_SENTENCE_END = frozenset(".!?:\n\r>|-*•")
_REACH = 40
"""Code points on each side of a possible name: more than the model looks at."""
_MOST = 2000
"""The longest stretch read at once."""
_LEAST_SMALL = 3
_NEVER, _WITHIN, _ALWAYS = range(3)
_CAMEL = re.compile(r"[a-zæøå]{2}[A-ZÆØÅ]")
_LONG, _PART = 9, 4
_SURNAME_ENDINGS = ("berg", "dal", "gård", "gaard", "haug", "heim", "hus", "land", "lund", "rud", "sen", "stad", "vik")


def windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of ``text`` round its possible names, in order, cut at white space.

    >>> text = "Det er helt stille her."
    >>> list(windows(text)), list(windows(text + " Ring Solveig."))
    ([], [(0, 37)])
    """
    low = high = -1
    for match in _WORD.finditer(text):
        if not _may_be_name(text, match):
            continue
        begin, stop = _widened(text, *match.span())
        if low < 0:
            low, high = begin, stop
        elif begin <= high and stop - low <= _MOST:
            high = max(high, stop)
        else:
            yield low, high
            low, high = max(begin, high), stop
    if low >= 0:
        yield low, high


def _may_be_name(text: str, match: re.Match[str]) -> bool:
    word = match[0]
    if word[0].islower():
        return len(word) >= _LEAST_SMALL and _is_small_name(word)
    worth = _worth(word)
    return worth == _ALWAYS or (worth == _WITHIN and not _starts_sentence(text, match.start()))


@lru_cache(maxsize=1 << 15)
def _is_small_name(word: str) -> bool:
    return (is_given_name(word) or is_surname(word)) and not is_word(word)


@lru_cache(maxsize=1 << 15)
def _worth(word: str) -> int:
    """Whether a word with a capital may be a name: never, within a sentence, or at its beginning too."""
    given, surname, common = is_given_name(word), is_surname(word), is_word(word)
    if is_frequent(word):
        return _WITHIN if given else _NEVER
    if given or (surname and not common):
        return _ALWAYS
    if word.isupper() or _CAMEL.search(word) or (common and not surname):
        return _NEVER
    return _WITHIN if common or _is_compound(word.lower()) else _ALWAYS


def _is_compound(word: str) -> bool:
    """Whether a long word is made of two ordinary ones and does not end as surnames do."""
    if len(word) < _LONG or word.endswith(_SURNAME_ENDINGS):
        return False
    cuts = range(_PART, len(word) - _PART + 1)
    return any(is_word(word[cut:]) and is_word(word[:cut].removesuffix("s")) for cut in cuts)


def _starts_sentence(text: str, start: int) -> bool:
    position = start - 1
    while position >= 0 and text[position] in " \t\"'«(":
        position -= 1
    return position < 0 or text[position] in _SENTENCE_END


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    begin, stop = max(0, start - _REACH), min(len(text), end + _REACH)
    space = text.find(" ", begin, start)
    if begin and space >= 0:
        begin = space + 1
    space = text.rfind(" ", end, stop)
    if stop < len(text) and space >= 0:
        stop = space
    return begin, stop
