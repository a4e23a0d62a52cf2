"""A pack in the form that a scanner starts from: stems and phrases ready to be looked up, quick to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pii_guard.normalise import lower_letters
from pii_guard.policy import Policy
from pii_guard.rulepack.phrases import PhraseError, Slot, parse_phrase, phrase_anchors, rarest_slot, spellings
from pii_guard.rulepack.schema import Attribution, Entity, Lexicon, Morphology, Rule, TermGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORT_STEM = 5
"""Letters below which a stem inside a longer word is looked for with its endings only: ``gen`` is in too many words."""
_DROPS_E_FROM = 5


class Phrase(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One sequence of words."""

    group: int
    slots: tuple[Slot, ...]
    anchor: int
    """Number of the slot that is met least often."""


class CompiledGroup(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A term group without its terms."""

    id: str
    about: str
    match: str
    strength: str
    compound: str
    case: str
    person: str
    terms: int
    """How many terms it has."""
    confirm: tuple[Phrase, ...]
    refute: tuple[Phrase, ...]


class Stem(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A way to write a word that is a term.

    ``drops_e`` says that the stem lacks the final e of the base form; ``lacks`` that it lacks its æ, ø or å.
    """

    group: int
    drops_e: bool
    lacks: bool


class CompiledLexicon(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The terms of one special category."""

    entity: str
    groups: tuple[CompiledGroup, ...]
    stems: dict[str, tuple[Stem, ...]]
    """Folded stem to the terms that it may be."""
    phrases: tuple[Phrase, ...]
    anchors: tuple[str, ...]
    """Expressions on folded text; one of them is met in every text with a term."""

    def category(self) -> Category:
        """The lexicon in short."""
        groups = tuple(GroupSummary(group.id, group.about, group.strength, group.terms) for group in self.groups)
        return Category(self.entity, sum(group.terms for group in groups), groups)


class GroupSummary(msgspec.Struct, frozen=True, array_like=True):
    """A term group in short."""

    id: str
    about: str
    strength: str
    terms: int


class Knowledge(msgspec.Struct, frozen=True):
    """What disclosures are found with; much of it, and needed by few texts."""

    lexicons: tuple[CompiledLexicon, ...]
    attribution: Attribution
    morphology: Morphology
    weights: dict[str, dict[str, float]]
    """Weights of the disclosure scorer: entity (``""`` for all, ``subject``) to feature to weight."""


class Category(msgspec.Struct, frozen=True):
    """A special category that the pack has a lexicon of."""

    entity: str
    terms: int
    """How many terms the lexicon has, as they are written in the rules."""
    groups: tuple[GroupSummary, ...]

    @property
    def rule(self) -> str:
        """The id of the rule that the lexicon makes, such as ``trade-union-disclosure``."""
        return f"{self.entity.lower().replace('_', '-')}-disclosure"


class Pack(msgspec.Struct, frozen=True):
    """Everything a scanner is made from."""

    name: str
    digest: str
    """Digest of all that the pack holds."""
    entities: dict[str, Entity]
    rules: dict[str, Rule]
    anchors: dict[str, str]
    categories: tuple[Category, ...]
    policy: Policy
    packed: bytes
    """The pack's ``Knowledge``, encoded: most runs never need it."""

    def knowledge(self) -> Knowledge:
        """Decode what disclosures are found with; takes some ten milliseconds."""
        return msgspec.msgpack.decode(self.packed, type=Knowledge)


def compile_lexicon(
    lexicon: Lexicon, morphology: Morphology, quiet: frozenset[str], problems: list[str]
) -> CompiledLexicon:
    """Compile the terms of a category without the ``quiet`` anchors; what is wrong is appended to ``problems``."""
    stems: dict[str, list[Stem]] = {}
    phrases: list[Phrase] = []
    anchors: dict[str, None] = {}
    groups = []
    for number, group in enumerate(lexicon.groups):
        place = f"{lexicon.entity} {group.id}"
        groups.append(_compile_group(group, place, problems))
        for text in group.terms:
            word = lower_letters(text)
            if group.match != "phrase" and word.isalnum():
                for spelled, stem in _stems(word, number, group):
                    stems.setdefault(spelled, []).append(stem)
                    anchors.update(dict.fromkeys(_stem_anchors(spelled, group, morphology)))
                continue
            for phrase in _phrases(text, number, f"{place}: terms", problems):
                phrases.append(phrase)
                anchors.update(dict.fromkeys(phrase_anchors(phrase.slots)))
    return CompiledLexicon(
        lexicon.entity,
        tuple(groups),
        {spelled: tuple(found) for spelled, found in stems.items()},
        tuple(phrases),
        _without_covered(anchor for anchor in anchors if anchor not in quiet),
    )


def _compile_group(group: TermGroup, place: str, problems: list[str]) -> CompiledGroup:
    contexts = [
        tuple(one for text in phrases for one in _phrases(text, 0, f"{place}: {field}", problems))
        for field, phrases in (("confirm", group.confirm), ("refute", group.refute))
    ]
    return CompiledGroup(
        group.id, group.about, group.match, group.strength, group.compound, group.case, group.person,
        len(group.terms), *contexts,
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
