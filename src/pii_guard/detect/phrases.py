"""Meet phrases among the words of a sentence."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.rulepack.compiled import Phrase
    from pii_guard.rulepack.phrases import Slot

_GAP_WORDS = 3


class Meeting(NamedTuple):
    """A phrase met: its number, and its first and last word."""

    phrase: int
    first: int
    last: int


class PhraseIndex:
    """Phrases by their rarest word. Words are in lower case, with æ, ø and å where the text has them."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self.anchored = lru_cache(maxsize=16384)(self._anchored)

    def __bool__(self) -> bool:
        return bool(self._phrases)

    @cached_property
    def _exact(self) -> dict[str, list[int]]:
        """Word to the phrases whose rarest word it is."""
        found: dict[str, list[int]] = {}
        for number, word in self._rarest_words():
            if "~" not in word:
                found.setdefault(word, []).append(number)
        return found

    @cached_property
    def _open(self) -> dict[tuple[bool, str], list[int]]:
        """The same for words with open ends: whether the fixed part begins the word, and the fixed part."""
        found: dict[tuple[bool, str], list[int]] = {}
        for number, word in self._rarest_words():
            if "~" in word:
                found.setdefault((not word.startswith("~"), word.strip("~")), []).append(number)
        return found

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(fixed) for begins, fixed in self._open if begins})

    @cached_property
    def _inner(self) -> list[str]:
        return [fixed for begins, fixed in self._open if not begins]

    def _rarest_words(self) -> Iterator[tuple[int, str]]:
        for number, phrase in enumerate(self._phrases):
            for word in phrase.slots[phrase.anchor]:
                yield number, word

    def _anchored(self, word: str) -> tuple[int, ...]:
        """The phrases that may be met where ``word`` stands."""
        found = list(self._exact.get(word, ()))
        for length in self._lengths:
            found += self._open.get((True, word[:length]), ())
        for fixed in self._inner:
            if fixed in word:
                found += self._open[False, fixed]
        return tuple(dict.fromkeys(found))

    def find(self, words: Sequence[str]) -> Iterator[Meeting]:
        """Every phrase among the words."""
        for place, word in enumerate(words):
            if self.anchored(word):
                yield from self.find_at(words, place)

    def find_at(self, words: Sequence[str], place: int) -> Iterator[Meeting]:
        """Every phrase whose rarest word stands at ``place``."""
        for number in self.anchored(words[place]):
            phrase = self._phrases[number]
            if not _fits(phrase.slots[phrase.anchor], words[place]):
                continue
            first = _before(phrase.slots, phrase.anchor - 1, words, place - 1)
            last = _after(phrase.slots, phrase.anchor + 1, words, place + 1) if first is not None else None
            if first is not None and last is not None:
                yield Meeting(number, first, last)

    def meets(self, words: Sequence[str]) -> bool:
        """Whether any phrase is among the words."""
        return next(self.find(words), None) is not None


def _after(slots: Sequence[Slot], slot: int, words: Sequence[str], place: int) -> int | None:
    """The number of the last word when the slots from ``slot`` on are met from ``place`` on."""
    while slot < len(slots):
        if not slots[slot]:
            ends = (_after(slots, slot + 1, words, place + skipped) for skipped in range(_GAP_WORDS + 1))
            return next((end for end in ends if end is not None), None)
        if place >= len(words) or not _fits(slots[slot], words[place]):
            return None
        slot, place = slot + 1, place + 1
    return place - 1


def _before(slots: Sequence[Slot], slot: int, words: Sequence[str], place: int) -> int | None:
    """The number of the first word when the slots up to ``slot`` are met up to ``place``."""
    while slot >= 0:
        if not slots[slot]:
            begins = (_before(slots, slot - 1, words, place - skipped) for skipped in range(_GAP_WORDS + 1))
            return next((begin for begin in begins if begin is not None), None)
        if place < 0 or not _fits(slots[slot], words[place]):
            return None
        slot, place = slot - 1, place - 1
    return place + 1


@lru_cache(maxsize=65536)
def _fits(slot: Slot, word: str) -> bool:
    return word in slot or any(_is_like(pattern, word) for pattern in slot if "~" in pattern or pattern == "#")


def _is_like(pattern: str, word: str) -> bool:
    if pattern == "#":
        return word.isdigit()
    fixed = pattern.strip("~")
    if not pattern.startswith("~"):
        head, _, tail = pattern.partition("~")
        return word.startswith(head) and word.endswith(tail) and len(word) >= len(head) + len(tail)
    return fixed in word if pattern.endswith("~") else word.endswith(fixed)
