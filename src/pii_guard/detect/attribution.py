"""Words that tell whether a sentence speaks of a person, and of whom, looked up word by word."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.rulepack.phrases import spellings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEAST_PREFIX = 3


class Mention(NamedTuple):
    """A cue met among the words of a sentence."""

    name: str
    """The class of cue, such as ``kin``."""
    word: int
    """Number of the word in the sentence."""


class Cuebook:
    """The classes of cues: single words, beginnings of words (``naboe~``) and pairs of words."""

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._prefixes: dict[str, list[str]] = {}
        self._pairs: dict[tuple[str, str], list[str]] = {}
        for name, phrases in cues.items():
            for phrase in phrases:
                self._add(name, phrase)
        self.classes_of = lru_cache(maxsize=16384)(self._classes_of)

    def _add(self, name: str, phrase: str) -> None:
        for spelled in spellings(phrase):
            first, _, second = spelled.partition(" ")
            if second:
                self._pairs.setdefault((first, second), []).append(name)
            elif first.endswith("~"):
                self._prefixes.setdefault(first[:-1], []).append(name)
            else:
                self._exact.setdefault(first, []).append(name)

    def _classes_of(self, word: str) -> tuple[str, ...]:
        found = list(self._exact.get(word, ()))
        for length in range(_LEAST_PREFIX, len(word) + 1):
            found += self._prefixes.get(word[:length], ())
        return tuple(dict.fromkeys(found))

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """All cues among the words, in order."""
        found = [Mention(name, number) for number, word in enumerate(words) for name in self.classes_of(word)]
        if self._pairs:
            for number, pair in enumerate(zip(words, words[1:], strict=False)):
                found += [Mention(name, number) for name in self._pairs.get(pair, ())]
        return found
