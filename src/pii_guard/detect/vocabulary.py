"""What is known about a word: the lexicon terms that it is, with Norwegian endings and compounds, and its cues."""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.detect.attribution import Cuebook
from pii_guard.detect.context import field_pattern
from pii_guard.detect.features import own_features
from pii_guard.detect.phrases import PhraseIndex
from pii_guard.detect.remember import remembered
from pii_guard.rulepack.phrase_table import PhraseList, PhraseTable
from pii_guard.rulepack.phrases import compile_any, spellings
from pii_guard.rulepack.stem_table import StemTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pii_guard.detect.weights import Weights
    from pii_guard.rulepack.compiled import CompiledGroup, Knowledge
    from pii_guard.rulepack.stem_table import Stem

_MIN_HEAD = 3
"""Least letters of a first part: "fangst" is no compound of "angst"."""
_LONG_WORD = 7
"""Letters from which a word without its æ, ø or å is still known in a text that has them."""
_SHORTEST_STEM = 2
_LONGEST_WORD = 40
_DOUBLING = frozenset("mnlrstpkgbdf")
_NORWEGIAN = re.compile("[æøå]")


class Group:
    """A group of terms with its confirming and refuting words."""

    def __init__(self, group: CompiledGroup) -> None:
        self.entity = group.entity
        self.id = group.id
        self.about = group.about
        self.match = group.match
        self.strength = group.strength
        self.compound = group.compound
        self.case = group.case
        self.person = group.person
        self._phrases = group.confirm, group.refute

    @cached_property
    def confirm(self) -> PhraseIndex:
        """Words that speak for the terms."""
        return PhraseIndex(PhraseList(self._phrases[0]))

    @cached_property
    def refute(self) -> PhraseIndex:
        """Words that speak against them."""
        return PhraseIndex(PhraseList(self._phrases[1]))


class Term(NamedTuple):
    """A way in which a word or phrase is a term of a lexicon."""

    group: Group
    shape: str
    """``word``, ``head`` (last part of a compound), ``first`` (first part) or ``phrase``."""
    lacks: bool
    """Whether the word is written without the æ, ø or å that the term has."""


class Entry(NamedTuple):
    """All that is known about a word."""

    folded: str
    terms: tuple[Term, ...]
    """The terms that it may be, but those that no sentence would make a disclosure of."""
    cues: tuple[str, ...]


class Vocabulary:
    """The stems of all lexicons and the classes of cues. Every word is looked up once and remembered."""

    def __init__(self, knowledge: Knowledge, weights: Weights) -> None:
        self._groups = [Group(group) for group in knowledge.groups]
        self._stems = StemTable(knowledge.stems)
        self._phrases = PhraseTable(knowledge.phrases)
        self.phrases = PhraseIndex(self._phrases)
        self._morphology = knowledge.morphology
        self._noun, self._adjective = _folded(self._morphology.noun), _folded(self._morphology.adjective)
        self._attributing = knowledge.attribution.cues
        self._fields = knowledge.attribution.fields
        self._weights = weights
        self.has_term: Callable[[str], bool] = remembered(self._has_term).__getitem__
        """Whether a word of the folded text may be a term."""
        self._entries: tuple[Callable[[str], Entry], Callable[[str], Entry]] = (
            remembered(partial(self._look_up, plain=False)).__getitem__,
            remembered(partial(self._look_up, plain=True)).__getitem__,
        )

    @cached_property
    def _cues(self) -> tuple[Cuebook, Cuebook]:
        return Cuebook(self._attributing), Cuebook(self._attributing, folded=True)

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """Pairs of words that are cues, with their classes."""
        return self._cues[0].pairs | self._cues[1].pairs

    @cached_property
    def _refused(self) -> re.Pattern[str]:
        return re.compile(compile_any(self._morphology.refused_words))

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        """What follows the first part of a compound."""
        tails = sorted(_folded(self._morphology.keeping_tails), key=len, reverse=True)
        joints = "|".join(re.escape(joint) for joint in self._morphology.joints)
        endings = "|".join(sorted(self._noun | self._adjective, key=len, reverse=True))
        return re.compile(rf"(?:{joints})-?(?:{'|'.join(tails)})(?:[mnlrstpkgbdf]?(?:{endings}))?")

    def phrase_term(self, number: int) -> Term:
        """What a phrase of ``phrases`` counts as."""
        return Term(self._groups[self._phrases[number].group], "phrase", lacks=False)

    def is_field(self, entity: str, name: str) -> bool:
        """Whether a folded name of a column or key says that its values are information of the category."""
        names = self._fields.get(entity)
        return names is not None and field_pattern(names).fullmatch(name) is not None

    def looking_up(self, *, plain: bool) -> Callable[[str], Entry]:
        """What gives the entry of a word of a text that has, or that ``plain`` has not, its æ, ø and å."""
        return self._entries[plain]

    def _look_up(self, word: str, *, plain: bool) -> Entry:
        """``word`` in lower case with its æ, ø and å; ``plain`` says that its text has none throughout."""
        folded = spellings(word)[0]
        return Entry(folded, self._promising_terms(word, folded, plain=plain), self._cues[plain].classes_of(word))

    def _has_term(self, folded: str) -> bool:
        return bool(self._promising_terms(folded, folded, plain=True))

    def _promising_terms(self, word: str, folded: str, *, plain: bool) -> tuple[Term, ...]:
        return self._promising(folded, tuple(dict.fromkeys(self._terms(word, folded, plain=plain))))

    def _promising(self, folded: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        """The terms of the categories that the word alone speaks for, or not too strongly against."""
        kept: list[Term] = []
        for entity in dict.fromkeys(term.group.entity for term in terms):
            own = [term for term in terms if term.group.entity == entity]
            if self._weights.total(entity, dict.fromkeys(own_features(folded, own))) >= self._weights.least_prior:
                kept += own
        return tuple(kept)

    def _terms(self, word: str, folded: str, *, plain: bool) -> Iterator[Term]:
        if len(word) > _LONGEST_WORD:
            return
        stems = self._stems.get
        for start in (0, *range(_MIN_HEAD, len(folded) - _SHORTEST_STEM)):
            for end in range(start + _SHORTEST_STEM, len(folded) + 1):
                for stem in stems(folded[start:end]) or ():
                    if self._refused.fullmatch(folded):
                        return
                    group = self._groups[stem.group]
                    if start and group.compound not in {"head", "both"}:
                        continue
                    shape = self._shape(folded[start:end], folded[end:], group, stem, inner=start > 0)
                    if shape and _is_spelled(word, start, end, stem, plain=plain):
                        yield Term(group, shape, stem.lacks and word.isascii())

    def _shape(self, stem: str, rest: str, group: Group, how: Stem, *, inner: bool) -> str:
        """How the word is built, or "" where it is another word that only holds the stem's letters."""
        if self._is_ending(stem, rest, how, group.match):
            return "head" if inner else "word"
        if group.compound in {"first", "both"} and self._tail.fullmatch(
            rest.removeprefix("e") if how.drops_e else rest
        ):
            return "first"
        return ""

    def _is_ending(self, stem: str, rest: str, how: Stem, match: str) -> bool:
        if match == "exact":
            return rest == ""
        endings = self._noun if match == "noun" else self._adjective
        if how.drops_e:
            return rest.startswith(("e", "a")) and (rest in {"e", "a"} or rest in endings or rest[1:] in endings)
        if not rest or rest in endings:
            return True
        if rest[0] == stem[-1] and rest[0] in _DOUBLING and rest[1:] in endings:
            return True
        return match == "adjective" and stem.endswith("et") and rest == "e"


def _is_spelled(word: str, start: int, end: int, stem: Stem, *, plain: bool) -> bool:
    """Whether the word may be the stem: "får" is not "far", and "for" is "før" only in a text without ø throughout."""
    if _NORWEGIAN.search(word, start, end):
        return stem.lacks
    return not stem.lacks or plain or len(word) >= _LONG_WORD


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(spelling for word in words for spelling in spellings(word))
