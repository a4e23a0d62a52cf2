"""Compile lexicons: terms to stems and phrases, and to the anchors by which a text is known to hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.normalise import lower_letters
from pii_guard.rulepack.compiled import Category, CompiledGroup, GroupSummary
from pii_guard.rulepack.phrase_table import Phrase
from pii_guard.rulepack.phrases import PhraseError, parse_phrase, phrase_anchors, rarest_slot, spellings
from pii_guard.rulepack.stem_table import Stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pii_guard.rulepack.schema import Lexicon, Morphology, TermGroup

_SHORT_STEM = 5
"""Letters below which a stem inside a longer word is looked for with its endings only: ``gen`` is in too many words."""
_DROPS_E_FROM = 5


class Terms:
    """The terms of all lexicons; what is wrong with one is appended to ``problems``."""

    def __init__(self, morphology: Morphology, quiet: frozenset[str], problems: list[str]) -> None:
        """``quiet`` are the anchors to leave out."""
        self._morphology = morphology
        self._quiet = quiet
        self._problems = problems
        self.groups: list[CompiledGroup] = []
        self.stems: dict[str, tuple[Stem, ...]] = {}
        self.phrases: list[Phrase] = []
        self.anchors: dict[str, tuple[str, ...]] = {}
        self.categories: list[Category] = []

    def add(self, lexicon: Lexicon) -> None:
        """Compile the terms of a category."""
        anchors: dict[str, None] = {}
        for group in lexicon.groups:
            number = len(self.groups)
            place = f"{lexicon.entity} {group.id}"
            self.groups.append(_compile_group(lexicon.entity, group, place, self._problems))
            for text in group.terms:
                anchors.update(dict.fromkeys(self._add_term(text, number, group, f"{place}: terms")))
        heard = (anchor for anchor in anchors if anchor not in self._quiet)
        self.anchors[lexicon.entity] = _without_covered(heard)
        summaries = tuple(GroupSummary(one.id, one.about, one.strength, len(one.terms)) for one in lexicon.groups)
        self.categories.append(Category(lexicon.entity, sum(one.terms for one in summaries), summaries))

    def _add_term(self, text: str, number: int, group: TermGroup, place: str) -> list[str]:
        """Keep the stems or phrases of a term; returns its anchors."""
        word = lower_letters(text)
        if group.match == "phrase" or not word.isalnum():
            phrases = _phrases(text, number, place, self._problems)
            self.phrases += phrases
            return [anchor for phrase in phrases for anchor in phrase_anchors(phrase.slots)]
        anchors = []
        for spelled, stem in _stems(word, number, group):
            self.stems[spelled] = (*self.stems.get(spelled, ()), stem)
            anchors += _stem_anchors(spelled, group, self._morphology)
        return anchors


def _compile_group(entity: str, group: TermGroup, place: str, problems: list[str]) -> CompiledGroup:
    contexts = [
        tuple(one for text in phrases for one in _phrases(text, 0, f"{place}: {field}", problems))
        for field, phrases in (("confirm", group.confirm), ("refute", group.refute))
    ]
    return CompiledGroup(
        entity, group.id, group.about, group.match, group.strength, group.compound, group.case, group.person,
        *contexts,
    )  # fmt: skip


def _phrases(text: str, group: int, place: str, problems: list[str]) -> list[Phrase]:
    try:
        return [Phrase(group, sequence, rarest_slot(sequence)) for sequence in parse_phrase(text)]
    except PhraseError as error:
        problems.append(f"{place}: {text!r}: {error}")
        return []


def _stems(word: str, number: int, group: TermGroup) -> list[tuple[str, Stem]]:
    drops_e = group.match != "exact" and word.endswith("e") and len(word) >= _DROPS_E_FROM
    bare, *with_digraph = spellings(word[:-1] if drops_e else word)
    lacks = any(char in "æøå" for char in word)
    return [(bare, Stem(number, drops_e, lacks)), *((one, Stem(number, drops_e, lacks=False)) for one in with_digraph)]


def _stem_anchors(stem: str, group: TermGroup, morphology: Morphology) -> list[str]:
    if group.match == "exact":
        return [rf"\b{stem}\b"]
    if group.compound not in {"head", "both"}:
        return [rf"\b{stem}"] if len(stem) >= _SHORT_STEM else _inflected(stem, group, morphology, r"\b")
    if len(stem) >= _SHORT_STEM:
        return [stem]
    first = [rf"\b{stem}{tail}" for tail in morphology.keeping_tails] if group.compound == "both" else []
    return [*_inflected(stem, group, morphology, ""), *(one for text in first for one in spellings(text))]


def _inflected(stem: str, group: TermGroup, morphology: Morphology, start: str) -> list[str]:
    endings = morphology.noun if group.match == "noun" else morphology.adjective
    doubled = [stem[-1] + ending for ending in endings if ending[0] in "aeiou"]
    return [rf"{start}{stem}{ending}\b" for ending in ("", *endings, *doubled)]


def _without_covered(found: Iterable[str]) -> tuple[str, ...]:
    """The anchors but those that another one stands in as it is: where that is not met, neither are they."""
    anchors = tuple(found)
    open_ended = {anchor for anchor in anchors if not anchor.endswith(r"\b")}
    return tuple(
        anchor for anchor in anchors if not any(anchor[:length] in open_ended for length in range(3, len(anchor)))
    )
