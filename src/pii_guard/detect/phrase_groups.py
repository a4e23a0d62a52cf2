"""Phrases of several groups in one index: which groups are met among some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.detect.phrases import PhraseIndex
from pii_guard.rulepack.phrase_table import Phrase, PhraseList
from pii_guard.rulepack.phrases import parse_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.phrases import Meeting
    from pii_guard.rulepack.phrase_table import Slot


class PhraseGroups:
    """Groups of phrases by number, looked for from each phrase's first word on, or back from its last."""

    def __init__(self, groups: Sequence[Sequence[str]], *, from_last: bool = False) -> None:
        phrases = [
            Phrase(number, slots, len(slots) - 1 if from_last else _first_fixed(slots))
            for number, group in enumerate(groups)
            for phrase in group
            for slots in _sequences(phrase)
        ]
        self._groups = [phrase.group for phrase in phrases]
        self._index = PhraseIndex(PhraseList(phrases))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, Meeting]]:
        """Every phrase among the words, with the number of its group."""
        return ((self._groups[meeting.phrase], meeting) for meeting in self._index.find(words))

    def find_at(self, words: Sequence[str], place: int) -> Iterator[tuple[int, Meeting]]:
        """Every phrase whose first word, or last word, stands at ``place``."""
        return ((self._groups[meeting.phrase], meeting) for meeting in self._index.find_at(words, place))


def _first_fixed(slots: tuple[Slot, ...]) -> int:
    return next(place for place, slot in enumerate(slots) if slot)


def _sequences(phrase: str) -> tuple[tuple[Slot, ...], ...]:
    """What ``parse_phrase`` makes of the phrase; plain words need no parsing."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha() and phrase.islower():
        return (tuple((word,) for word in phrase.split()),)
    return parse_phrase(phrase)
