"""The places of a phrase among the words of a text: which words fit one, and how far a row of them reaches."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pii_guard.rulepack.phrase_table import Slot

_GAP_WORDS = 3


class Place:
    """The ways to write one word of a phrase: whole words, and words with open ends."""

    __slots__ = ("_ends", "_heads", "_inner", "_number", "_tails", "fixed", "is_closed")

    def __init__(self, slot: Slot) -> None:
        self.fixed = frozenset(slot)
        """The whole words."""
        ways = [way for way in slot if "~" in way]
        self._number = "#" in slot
        self.is_closed = not ways and not self._number
        """Whether only whole words fit."""
        self._inner = tuple(way.strip("~") for way in ways if way.startswith("~") and way.endswith("~"))
        self._tails = tuple(way.strip("~") for way in ways if way.startswith("~") and not way.endswith("~"))
        split = [way.partition("~") for way in ways if not way.startswith("~")]
        self._heads = tuple(head for head, _, tail in split if not tail)
        self._ends = tuple((head, tail) for head, _, tail in split if tail)

    def fits(self, word: str) -> bool:
        """Whether the word is one of the ways."""
        return word in self.fixed or (not self.is_closed and self._is_open(word))

    def _is_open(self, word: str) -> bool:
        if word.startswith(self._heads) or word.endswith(self._tails) or (self._number and word.isdigit()):
            return True
        if self._inner and any(inner in word for inner in self._inner):
            return True
        ends = (head for head, tail in self._ends if word.endswith(tail) and len(word) >= len(head) + len(tail))
        return bool(self._ends) and word.startswith(tuple(ends))


@cache
def place_of(slot: Slot) -> Place | None:
    """The slot made ready to be asked, or None for a gap."""
    return Place(slot) if slot else None


def reach(row: Sequence[Place | None], words: Sequence[str], start: int, step: int, number: int = 0) -> int | None:
    """Where the last word stands when ``row`` from ``number`` on is met from ``start`` on, in steps of 1 or -1."""
    while number < len(row):
        place = row[number]
        number += 1
        if place is None:
            ends = (reach(row, words, start + skipped * step, step, number) for skipped in range(_GAP_WORDS + 1))
            return next((end for end in ends if end is not None), None)
        if not 0 <= start < len(words) or not place.fits(words[start]):
            return None
        start += step
    return start - step
