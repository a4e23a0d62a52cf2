"""The stems of all lexicons, packed: a text with few words has few of them looked up, and the others stay packed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pii_guard.rulepack.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MANY = 4096
"""Look-ups, some hundred words, from which on unpacking all stems pays."""


class Stem(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A way to write a word that is a term.

    ``drops_e`` says that the stem lacks the final e of the base form; ``lacks`` that it lacks its æ, ø or å.
    """

    group: int
    drops_e: bool
    lacks: bool


_STEMS = msgspec.json.Decoder(tuple[Stem, ...])


def pack_stems(stems: Mapping[str, Sequence[Stem]]) -> bytes:
    """Pack folded stems with the terms that they may be."""
    return Lookup.pack({word: msgspec.json.encode(found).decode() for word, found in stems.items()})


class StemTable:
    """Reads what ``pack_stems`` made."""

    def __init__(self, packed: bytes | memoryview) -> None:
        self._lookup = Lookup(packed)
        self._asked = 0
        self.get: Callable[[str], Sequence[Stem] | None] = self._look_up
        """The terms that a folded stem may be."""

    def _look_up(self, stem: str) -> Sequence[Stem] | None:
        self._asked += 1
        if self._asked >= _MANY:
            self.get = {word: _STEMS.decode(found) for word, found in self._lookup.items()}.get
        found = self._lookup.get(stem)
        return _STEMS.decode(found) if found else None
