"""Runs of words that may be one name, built round the word that an anchor met."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pii_guard.deferred import deferred
from pii_guard.rulepack.rarity import frequency

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pii_guard.detect.candidate import Document

    Fits = Callable[["Word", Sequence["Word"]], bool]

MAX_WORDS = 5
_WORD_REACH = 40
_ORDINARY = 5.0
"""How often a word is met in a million words of running text when it is an ordinary one."""
_TOKEN = deferred(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_TWO = 2


class Word(NamedTuple):
    """A word of the text: where it stands, as written and folded."""

    start: int
    end: int
    cased: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it is written as names are."""
        return self.cased[0].isupper() and not (len(self.bare) > 1 and self.cased.isupper())

    @property
    def bare(self) -> str:
        """The folded word without the dot of an abbreviation."""
        return self.folded.rstrip(".")

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter, as an initial is."""
        return len(self.bare) == 1

    @property
    def is_ordinary(self) -> bool:
        """Whether running text has it as a word that is no name."""
        return frequency(rf"\b{self.bare}\b") >= _ORDINARY


def word_at(document: Document, position: int) -> Word | None:
    """The word that ``position`` stands in, without a dialect's article (n'Nils); None where it stands in none."""
    text = document.cased
    start = position
    low = max(0, position - _WORD_REACH)
    while start > low and (text[start - 1].isalpha() or (text[start - 1] in "-'’" and text[start - 2].isalpha())):
        start -= 1
        if text[start] in "'’" and text[start - 1] in "nN" and not text[max(0, start - 2) : start - 1].isalpha():
            return _token(document, start + 1)
    return _token(document, start)


def _token(document: Document, start: int) -> Word | None:
    match = _TOKEN.match(document.cased, start, start + 2 * _WORD_REACH)
    if match is None:
        return None
    start, end = match.span()
    word = match[0]
    if word.endswith(".") and len(word) > _TWO + 1:
        word, end = word[:-1], end - 1
    return Word(start, end, word, document.folded[start:end])


def next_word(document: Document, end: int) -> Word | None:
    """The word behind one space."""
    text = document.cased
    return _token(document, end + 1) if end + 1 < len(text) and text[end] == " " else None


def previous_word(document: Document, start: int) -> Word | None:
    """The word before one space."""
    text = document.cased
    if start < _TWO or text[start - 1] != " ":
        return None
    last = start - 2
    if text[last] == "." and last and text[last - 1].isupper() and (last == 1 or not text[last - 2].isalpha()):
        return Word(last - 1, last + 1, text[last - 1 : last + 1], document.folded[last - 1 : last + 1])
    return word_at(document, last) if text[last].isalpha() else None


def run_round(document: Document, word: Word, fits: Fits) -> list[Word]:
    """The longest run of words round ``word`` that may be one name."""
    before = [word]
    while len(before) < MAX_WORDS:
        previous = previous_word(document, before[0].start)
        if previous is None or not _may_belong(previous, word):
            break
        before.insert(0, previous)
    for first in range(len(before)):
        run = run_from(document, before[first], fits)
        if run and run[-1].start >= word.start:
            return run
    return []


def _may_belong(previous: Word, word: Word) -> bool:
    return previous.cased[0].isupper() or len(previous.bare) <= _TWO + 1 or not word.cased[0].isupper()


def run_from(document: Document, word: Word, fits: Fits) -> list[Word]:
    """The longest run of words that begins with ``word``."""
    run: list[Word] = []
    following: Word | None = word
    while following is not None and len(run) < MAX_WORDS and fits(following, run):
        run.append(following)
        following = next_word(document, following.end)
    return run
