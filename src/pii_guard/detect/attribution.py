"""Words that tell whether a sentence speaks of a person, and of whom, looked up word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.rulepack.phrases import spellings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEAST_PREFIX = 3


class Cuebook:
    """The classes of cues: single words, beginnings of words (``naboe~``) and pairs of words.

    Cues are short words, where a ring or a stroke makes another word: "får" is no "far", "å" is no "æ".
    """

    def __init__(self, cues: Mapping[str, Sequence[str]], *, folded: bool = False) -> None:
        """``folded``: for words of a text that is written without æ, ø and å."""
        self._exact: dict[str, list[str]] = {}
        self._prefixes: dict[str, list[str]] = {}
        self.pairs: dict[tuple[str, str], list[str]] = {}
        for name, phrases in cues.items():
            for phrase in phrases:
                if not folded:
                    self._add(name, phrase)
                elif len(phrase) > 1 or phrase.isascii():
                    for spelled in spellings(phrase):
                        self._add(name, spelled)

    def _add(self, name: str, spelled: str) -> None:
        first, _, second = spelled.partition(" ")
        if second:
            self.pairs.setdefault((first, second), []).append(name)
        elif first.endswith("~"):
            self._prefixes.setdefault(first[:-1], []).append(name)
        else:
            self._exact.setdefault(first, []).append(name)

    def classes_of(self, word: str) -> tuple[str, ...]:
        """The classes of cues that a word belongs to."""
        found = list(self._exact.get(word, ()))
        for length in range(_LEAST_PREFIX, len(word) + 1):
            found += self._prefixes.get(word[:length], ())
        return tuple(dict.fromkeys(found))
