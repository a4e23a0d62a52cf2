"""The sentence round a place as words, each with what is known about it."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pii_guard.detect.sentences import sentence

if TYPE_CHECKING:
    from pii_guard.detect.candidate import Document
    from pii_guard.detect.vocabulary import Entry, Vocabulary

_WORD = re.compile(r"[^\W_]+")
PERSONS = ("first", "kin", "role", "third", "age")
"""Classes of cues that point to a person."""
_CODE = re.compile(r"[{}<>\[\]=;|]|\w_\w|\w\(|\(\)|//|::|\"\s*:")
_CODE_MARKS = 3


class Sentence:
    """Words in lower case with their æ, ø and å, where they stand in the folded text, and what they are."""

    def __init__(self, document: Document, begin: int, end: int, vocabulary: Vocabulary) -> None:
        self.document = document
        self.begin = begin
        self.end = end
        self._vocabulary = vocabulary
        found = list(_WORD.finditer(document.lowered, begin, end))
        self.words = [match[0] for match in found]
        self.spans = [match.span() for match in found]
        plain = document.is_plain
        self.entries: list[Entry] = [vocabulary.look_up(word, plain) for word in self.words]

    @cached_property
    def folded(self) -> list[str]:
        """The words without accents."""
        return [entry.folded for entry in self.entries]

    @classmethod
    def around(cls, document: Document, place: int, vocabulary: Vocabulary) -> Sentence:
        """The sentence that holds a position of the folded text."""
        return cls(document, *sentence(document.folded, place, place), vocabulary)

    @cached_property
    def cues(self) -> list[tuple[str, ...]]:
        """For each word the classes of cues that it belongs to, alone or with the next word."""
        cues = [entry.cues for entry in self.entries]
        pairs = self._vocabulary.pairs
        for place, pair in enumerate(pairwise(self.words)):
            if pair in pairs:
                cues[place] = (*cues[place], *pairs[pair])
        return cues

    @cached_property
    def persons(self) -> tuple[str, ...]:
        """The classes of persons that the sentence speaks of."""
        return tuple(name for name in PERSONS if any(name in cues for cues in self.cues))

    @cached_property
    def earlier_persons(self) -> tuple[str, ...]:
        """The classes of persons that the sentence before speaks of."""
        if not self.begin:
            return ()
        return Sentence.around(self.document, max(0, self.begin - 2), self._vocabulary).persons

    @cached_property
    def is_code(self) -> bool:
        """Whether the line looks like source code or data."""
        text = self.document.folded
        return (
            len(_CODE.findall(text, max(text.rfind("\n", 0, self.begin) + 1, self.begin - 100), self.end))
            >= _CODE_MARKS
        )
