"""Meet phrases among the words of a sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrases)
        self._exact: dict[str, list[int]] = {}
        self._open: dict[tuple[bool, str], list[int]] = {}
        """By whether the fixed part begins the word (else it ends it or stands in it), and the fixed part."""
        for number, phrase in enumerate(self._phrases):
            for word in phrase.slots[phrase.anchor]:
                if "~" not in word:
                    self._exact.setdefault(word, []).append(number)
                else:
                    self._open.setdefault((not word.startswith("~"), word.strip("~")), []).append(number)
        self._lengths = sorted({len(fixed) for starts, fixed in self._open if starts})
        self._inner = [fixed for starts, fixed in self._open if not starts]
        self.anchored = lru_cache(maxsize=16384)(self._anchored)

    def __bool__(self) -> bool:
        return bool(self._phrases)

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
