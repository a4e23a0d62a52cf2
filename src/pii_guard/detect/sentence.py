"""The sentence round a place as words, each with what is known about it."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pii_guard.detect.candidate import folded_name
from pii_guard.detect.sentences import sentence
from pii_guard.rulepack.names import given_names, surnames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pii_guard.detect.candidate import Document
    from pii_guard.detect.vocabulary import Entry, Vocabulary

_WORD = re.compile(r"[^\W_]+")
PERSONS = ("first", "kin", "role", "third", "age")
"""Classes of cues that point to a person."""
_KINDS: Final = {
    "own": "min mi mitt mine vår vårt våre vores my our".split(),
    "they": "de dei dem deira they their".split(),
    "": "selv sjølv".split(),
}
"""Words that say less of whom than others of their class, or nothing."""
_KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words}
_BEFORE_PLACES: Final = frozenset("i på fra frå ved mot".split())
_CODE = re.compile(r"[{}<>\[\]=;|]|\w_\w|\w\(|\(\)|//|::|\"\s*:")
_CODE_MARKS = 3

Person = tuple[int, str, str]
"""Number of a word in its sentence, the kind of person that it points to, and the word, or for a name its kind."""


class Sentence:
    """Words in lower case with their æ, ø and å, where they stand in the folded text, and what they are."""

    def __init__(self, document: Document, begin: int, end: int, vocabulary: Vocabulary) -> None:
        self.document = document
        self.begin = begin
        self.end = end
        self._vocabulary = vocabulary
        self.words: list[str] = _WORD.findall(document.lowered, begin, end)
        self.entries: list[Entry] = list(map(vocabulary.looking_up(plain=document.is_plain), self.words))
        self.folded = [entry.folded for entry in self.entries]
        """The words without accents."""
        self.cued = self._cued()
        """The places of the words that are cues, alone or with the next word, with the classes of cues."""
        self.classes = tuple(dict.fromkeys([name for _, cues in self.cued for name in cues]))
        """The classes of all cues, each once."""
        self.persons = tuple([name for name in PERSONS if name in self.classes])
        """The classes of persons that the sentence speaks of."""

    def _cued(self) -> list[tuple[int, tuple[str, ...]]]:
        pairs = self._vocabulary.pairs
        cues = {place: entry.cues for place, entry in enumerate(self.entries) if entry.cues}
        met = [(place, pair) for place, pair in enumerate(pairwise(self.words)) if pair in pairs]
        for place, pair in met:
            cues[place] = (*cues.get(place, ()), *pairs[pair])
        return sorted(cues.items()) if met else list(cues.items())

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands."""
        return [match.span() for match in _WORD.finditer(self.document.lowered, self.begin, self.end)]

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Who the sentence speaks of, in order; found once for all disclosures that it may hold."""
        found: list[Person] = []
        cued = dict(self.cued)
        last = ""
        for place, word in enumerate(self.words):
            kinds = [name for name in PERSONS if name in cued.get(place, ())]
            kind = _KIND_OF.get(word, kinds[-1]) if kinds else self._name(place)
            if kind == "own" and last in {"kin", "role", "name"}:
                kind = ""
            if kind:
                found.append((place, kind, word if kinds else kind))
            last = kind
        return tuple(found)

    def _name(self, place: int) -> str:
        """``name`` for a word that is written like a name where no sentence starts and no place is told."""
        start = self.spans[place][0]
        is_name = place > 0 and self.document.cased[start : start + 1].isupper() and not self.entries[place].terms
        return "name" if is_name and self.words[place - 1] not in _BEFORE_PLACES else ""

    @cached_property
    def named(self) -> tuple[int, ...]:
        """The places of words that are written as names and listed as such."""
        return tuple([place for place in range(len(self.words)) if self._is_named(place)])

    def _is_named(self, place: int) -> bool:
        start, end = self.spans[place]
        surface, word = self.document.cased[start:end], self.folded[place]
        if not surface[0].isupper() or surface.isupper():
            return False
        return word in given_names().sure or (place > 0 and (word in given_names() or word in surnames().sure))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The categories of which the sentence holds more than weak terms."""
        return told_by(self.entries)

    @classmethod
    def around(cls, document: Document, place: int, vocabulary: Vocabulary) -> Sentence:
        """The sentence that holds a position of the folded text."""
        return cls(document, *sentence(document.folded, place, place), vocabulary)

    @cached_property
    def before(self) -> Sentence | None:
        """The sentence before, or None for the first of a text."""
        return Sentence.around(self.document, max(0, self.begin - 2), self._vocabulary) if self.begin else None

    @property
    def earlier_persons(self) -> tuple[str, ...]:
        """The classes of persons that the sentence before speaks of."""
        return self.before.persons if self.before else ()

    def is_of_field(self, entity: str) -> bool:
        """Whether the text is the value of a column or key for information of the category, and not its name again."""
        field = self.document.field
        if field is None:
            return False
        name = folded_name(field)
        return self._vocabulary.is_field(entity, name) and not folded_name(self.document.folded).startswith(name)

    @cached_property
    def is_code(self) -> bool:
        """Whether the line looks like source code or data."""
        text = self.document.folded
        return (
            len(_CODE.findall(text, max(text.rfind("\n", 0, self.begin) + 1, self.begin - 100), self.end))
            >= _CODE_MARKS
        )


def told_by(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The categories of which some of the words are more than weak terms."""
    groups = [term.group for entry in entries for term in entry.terms]
    return tuple(dict.fromkeys([group.entity for group in groups if group.strength != "weak"]))
