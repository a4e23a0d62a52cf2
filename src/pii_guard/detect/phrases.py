"""Meet phrases among the words of a sentence."""

from __future__ import annotations

from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pii_guard.detect.remember import remembered
from pii_guard.detect.slots import place_of, reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pii_guard.detect.slots import Place
    from pii_guard.rulepack.phrase_table import Phrase

_rank = itemgetter(0)


class Meeting(NamedTuple):
    """A phrase met: its number, and its first and last word."""

    phrase: int
    first: int
    last: int


class _Way(NamedTuple):
    """A phrase seen from the place of its rarest word."""

    number: int
    before: tuple[Place | None, ...]
    """What stands before that word, back from it."""
    after: tuple[Place | None, ...]
    further: frozenset[str] | None
    """The words of one place further off, of which one must be met; None where no place is closed."""


class _Group:
    """The phrases that ask for the same words right beside their rarest one."""

    __slots__ = ("_left", "_right", "ways")

    def __init__(self, left: Place | None, right: Place | None) -> None:
        self._left = left
        self._right = right
        self.ways: list[tuple[int, _Way]] = []
        """The phrases, each with its rank among those of the word."""

    def fits(self, left: str, right: str) -> bool:
        """Whether the words beside, "" at an end of the text, are those asked for."""
        return (self._left is None or (left != "" and self._left.fits(left))) and (
            self._right is None or (right != "" and self._right.fits(right))
        )

    def rarer(self) -> tuple[str, frozenset[str]] | None:
        """The side, ``left`` or ``right``, that is one of few words, and these; of two sides that of longer words."""
        sides = (("left", self._left), ("right", self._right))
        closed = [(side, place.fixed) for side, place in sides if place is not None and place.is_closed]
        return max(closed, key=lambda named: min(map(len, named[1])), default=None)


class Anchored:
    """The phrases that may be met where a word stands, by a word that must stand beside it."""

    __slots__ = ("_always", "_by_side")

    def __init__(self, ways: Sequence[_Way]) -> None:
        groups: dict[tuple[Place | None, Place | None], _Group] = {}
        for rank, way in enumerate(ways):
            sides = (way.before[0] if way.before else None, way.after[0] if way.after else None)
            groups.setdefault(sides, _Group(*sides)).ways.append((rank, way))
        self._always: list[_Group] = []
        self._by_side: dict[str, dict[str, list[_Group]]] = {"left": {}, "right": {}}
        for group in groups.values():
            rarer = group.rarer()
            if rarer is None:
                self._always.append(group)
            else:
                for word in rarer[1]:
                    self._by_side[rarer[0]].setdefault(word, []).append(group)

    def beside(self, left: str, right: str) -> tuple[_Way, ...]:
        """The phrases for which the words beside, "" at an end of the text, are right, in order."""
        groups = [*self._always, *self._by_side["left"].get(left, ()), *self._by_side["right"].get(right, ())]
        ways = [way for group in groups if group.fits(left, right) for way in group.ways]
        return tuple([way for _, way in (sorted(ways, key=_rank) if len(ways) > 1 else ways)])


class Phrases(Protocol):
    """Phrases by number, and by the ways to write their rarest word."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, number: int) -> Phrase:
        """The phrase of a number."""

    @property
    def open_ways(self) -> tuple[Sequence[int], Sequence[str]]:
        """The lengths of open beginnings, and the parts that may stand anywhere in a word."""

    def keyed(self, key: str) -> Sequence[int]:
        """The phrases whose rarest word may be written in a way of this ``way_key``."""


class PhraseIndex:
    """Phrases by their rarest word. Words are in lower case, with æ, ø and å where the text has them."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self.anchored = remembered(self._anchored).__getitem__
        self._ways_at = remembered(self._ways_between).__getitem__

    def __bool__(self) -> bool:
        return len(self._phrases) > 0

    def _anchored(self, word: str) -> Anchored | None:
        """The phrases that may be met where ``word`` stands."""
        lengths, inner = self._phrases.open_ways
        keys = [word, *(f"{word[:length]}~" for length in lengths if length <= len(word))]
        keys += [f"~{part}" for part in inner if part in word]
        found = chain.from_iterable(map(self._phrases.keyed, keys))
        ways = [way for number in dict.fromkeys(found) if (way := self._way(number, word)) is not None]
        return Anchored(ways) if ways else None

    def _way(self, number: int, word: str) -> _Way | None:
        """The phrase seen from ``word``, or None where that is not its rarest one."""
        phrase = self._phrases[number]
        places = [place_of(slot) for slot in phrase.slots]
        anchor = places[phrase.anchor]
        if anchor is None or not anchor.fits(word):
            return None
        before, after = tuple(places[: phrase.anchor][::-1]), tuple(places[phrase.anchor + 1 :])
        closed = [place.fixed for place in (*before[1:], *after[1:]) if place is not None and place.is_closed]
        return _Way(number, before, after, min(closed, key=len, default=None))

    def _ways_between(self, words: tuple[str, str, str]) -> Sequence[_Way]:
        """The phrases that may be met at the second of three words; "" is an end of the text."""
        anchored = self.anchored(words[1])
        return () if anchored is None else anchored.beside(words[0], words[2])

    def may_stand_at(self, words: tuple[str, str, str]) -> bool:
        """Whether the words right beside the second of three let a phrase be met there; "" is an end of the text."""
        return self._ways_at(words) != ()

    def find(self, words: Sequence[str]) -> Iterator[Meeting]:
        """Every phrase among the words."""
        between = zip(["", *words], words, [*words[1:], ""], strict=False)
        standing = [(place, ways) for place, ways in enumerate(map(self._ways_at, between)) if ways]
        known = frozenset(words) if standing else frozenset()
        for place, ways in standing:
            yield from self._met(ways, words, place, known)

    def find_at(self, words: Sequence[str], place: int) -> Iterator[Meeting]:
        """Every phrase whose rarest word stands at ``place``."""
        left = words[place - 1] if place else ""
        right = words[place + 1] if place + 1 < len(words) else ""
        return self._met(self._ways_at((left, words[place], right)), words, place, frozenset(words))

    def _met(self, ways: Iterable[_Way], words: Sequence[str], place: int, known: frozenset[str]) -> Iterator[Meeting]:
        """Those of the phrases that are met round ``place``; ``known`` are all the words."""
        for way in ways:
            if way.further is not None and way.further.isdisjoint(known):
                continue
            first = reach(way.before, words, place - 1, -1)
            last = reach(way.after, words, place + 1, 1) if first is not None else None
            if first is not None and last is not None:
                yield Meeting(way.number, first, last)

    def meets(self, words: Sequence[str]) -> bool:
        """Whether any phrase is among the words."""
        if not any(self._phrases.open_ways) and not any(map(self._phrases.keyed, words)):
            return False
        return next(self.find(words), None) is not None
