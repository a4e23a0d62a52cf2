"""The phrases of all lexicons, packed: only those that a text may hold are ever taken apart."""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

import msgspec

from pii_guard.rulepack.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER: Final = "I"

Slot = tuple[str, ...]
"""The ways to write one word of a phrase; no way at all stands for up to three words of any kind."""


class Phrase(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One sequence of words."""

    group: int
    slots: tuple[Slot, ...]
    anchor: int
    """Number of the slot that is met least often."""


def way_key(way: str) -> str:
    """What a way to write the rarest word is looked up by: ``~`` stands behind an open beginning, before an inner part.

    >>> [way_key(way) for way in ("psykolog", "psykolog~", "fag~bok", "~angst", "~angst~")]
    ['psykolog', 'psykolog~', 'fag~', '~angst', '~angst']
    """
    if way.startswith("~"):
        return way.rstrip("~")
    head, sign, _ = way.partition("~")
    return head + sign


class PackedPhrases(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Phrases by the number of their rarest slot; each slot stands once, however many phrases have it."""

    slots: tuple[str, ...]
    """The ways to write each slot with a space between them; none for a gap."""
    parts: memoryview
    """Of each phrase its group, the place of its rarest slot, and the numbers of its slots."""
    starts: memoryview
    """Where the parts of each phrase begin, and the end."""
    first: memoryview
    """Of each slot the number of the first phrase whose rarest it is, and the end."""
    by_way: memoryview
    """A ``Lookup`` from the key of a way to the numbers of the slots that it is of."""
    lengths: tuple[int, ...]
    inner: tuple[str, ...]

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> PackedPhrases:
        """Pack phrases."""
        listed = list(phrases)
        rarest = dict.fromkeys(phrase.slots[phrase.anchor] for phrase in listed)
        numbers = {slot: n for n, slot in enumerate(dict.fromkeys(chain(rarest, *(p.slots for p in listed))))}
        listed.sort(key=lambda phrase: numbers[phrase.slots[phrase.anchor]])
        rows = [[p.group, p.anchor, *(numbers[slot] for slot in p.slots)] for p in listed]
        counts = [0] * len(numbers)
        keys: dict[str, dict[int, None]] = {}
        for phrase in listed:
            slot = phrase.slots[phrase.anchor]
            counts[numbers[slot]] += 1
            for way in slot:
                keys.setdefault(way_key(way), {})[numbers[slot]] = None
        return cls(
            tuple(map(" ".join, numbers)),
            memoryview(array(_NUMBER, chain.from_iterable(rows)).tobytes()),
            _sums(map(len, rows)),
            _sums(counts),
            memoryview(Lookup.pack({key: " ".join(map(str, found)) for key, found in keys.items()})),
            *_open_ways(keys),
        )


def _open_ways(keys: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The lengths of open beginnings, and the parts that may stand anywhere in a word."""
    lengths = sorted({len(key) - 1 for key in keys if key.endswith("~")})
    return tuple(lengths), tuple(key[1:] for key in keys if key.startswith("~"))


def _sums(counts: Iterable[int]) -> memoryview:
    sums = array(_NUMBER, [0])
    for count in counts:
        sums.append(sums[-1] + count)
    return memoryview(sums.tobytes())


class PhraseTable:
    """Reads ``PackedPhrases``."""

    def __init__(self, packed: PackedPhrases) -> None:
        self._packed = packed
        self._parts = packed.parts.cast(_NUMBER)
        self._starts = packed.starts.cast(_NUMBER)
        self._first = packed.first.cast(_NUMBER)
        self.open_ways: tuple[Sequence[int], Sequence[str]] = packed.lengths, packed.inner
        """The lengths of open beginnings, and the parts that may stand anywhere in a word."""

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Phrase:
        group, anchor, *slots = self._parts[self._starts[number] : self._starts[number + 1]]
        return Phrase(group, tuple([tuple(self._packed.slots[slot].split()) for slot in slots]), anchor)

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self._packed.by_way)

    def keyed(self, key: str) -> Sequence[int]:
        """The phrases whose rarest word may be written in a way of this ``way_key``."""
        slots = map(int, self._lookup.get(key).split())
        return [number for slot in slots for number in range(self._first[slot], self._first[slot + 1])]


class PhraseList:
    """Phrases that are few, made ready while they are listed."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases

    def __len__(self) -> int:
        return len(self._phrases)

    def __getitem__(self, number: int) -> Phrase:
        return self._phrases[number]

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        by_key: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            for way in phrase.slots[phrase.anchor]:
                by_key.setdefault(way_key(way), []).append(number)
        return by_key

    @cached_property
    def open_ways(self) -> tuple[Sequence[int], Sequence[str]]:
        """The lengths of open beginnings, and the parts that may stand anywhere in a word."""
        return _open_ways(self._by_key)

    def keyed(self, key: str) -> Sequence[int]:
        """The phrases whose rarest word may be written in a way of this ``way_key``."""
        return self._by_key.get(key, ())
