"""A pack in the form that a scanner starts from: terms as anchors and expressions, quick to load."""

from __future__ import annotations

import msgspec

from pii_guard.policy import Policy
from pii_guard.rulepack.phrases import PhraseError, compile_any, compile_phrase, spellings
from pii_guard.rulepack.schema import Attribution, Entity, Lexicon, Morphology, Rule, TermGroup

_PLAIN_WORD = "abcdefghijklmnopqrstuvwxyzæøåéèêôöäüóòáàíúçñšžčđŋŧ0123456789"


class CompiledGroup(msgspec.Struct, frozen=True, array_like=True):
    """A term group without its terms."""

    id: str
    about: str
    match: str
    strength: str
    compound: str
    case: str
    person: str
    confirm: str
    """One expression for the confirming words; empty where there are none."""
    refute: str


class Term(msgspec.Struct, frozen=True, array_like=True):
    """A way to write a term.

    A single word has no expression: it is the anchor with endings. ``drops_e`` says that the anchor lacks
    the final e of the base form; ``accented`` that the base form has æ, ø or å.
    """

    group: int
    regex: str
    drops_e: bool
    accented: bool


class CompiledLexicon(msgspec.Struct, frozen=True, array_like=True):
    """The terms of one special category by anchor."""

    entity: str
    groups: tuple[CompiledGroup, ...]
    terms: tuple[Term, ...]
    anchors: tuple[str, ...]
    """Literals on folded text, with ``\\b`` where a word must begin or end."""
    by_anchor: tuple[tuple[int, ...], ...]
    """For each anchor the numbers of its terms."""

    @property
    def rule(self) -> str:
        """The id of the rule that the lexicon makes, such as ``trade-union-disclosure``."""
        return f"{self.entity.lower().replace('_', '-')}-disclosure"


class Pack(msgspec.Struct, frozen=True):
    """Everything a scanner is made from."""

    name: str
    digest: str
    """Digest of the rule files and of the code that compiles them."""
    entities: dict[str, Entity]
    rules: dict[str, Rule]
    anchors: dict[str, str]
    lexicons: tuple[CompiledLexicon, ...]
    attribution: Attribution
    morphology: Morphology
    weights: dict[str, float]
    """Weights of the disclosure scorer by feature."""
    policy: Policy


def compile_lexicon(lexicon: Lexicon, morphology: Morphology, problems: list[str]) -> CompiledLexicon:
    """Compile the terms of a category; what is wrong with a term is appended to ``problems``."""
    terms: list[Term] = []
    by_anchor: dict[str, list[int]] = {}
    groups = []
    for number, group in enumerate(lexicon.groups):
        place = f"{lexicon.entity} {group.id}"
        groups.append(_compile_group(group, place, problems))
        for text in group.terms:
            try:
                term, anchors = _compile_term(text, number, group, morphology)
            except PhraseError as error:
                problems.append(f"{place}: terms: {text!r}: {error}")
                continue
            for anchor in anchors:
                by_anchor.setdefault(anchor, []).append(len(terms))
            terms.append(term)
    return CompiledLexicon(
        lexicon.entity, tuple(groups), tuple(terms), tuple(by_anchor), tuple(tuple(n) for n in by_anchor.values())
    )


def _compile_group(group: TermGroup, place: str, problems: list[str]) -> CompiledGroup:
    contexts = []
    for field, phrases in (("confirm", group.confirm), ("refute", group.refute)):
        try:
            contexts.append(compile_any(phrases))
        except PhraseError as error:
            problems.append(f"{place}: {field}: {error}")
            contexts.append("")
    return CompiledGroup(
        group.id, group.about, group.match, group.strength, group.compound, group.case, group.person, *contexts
    )


def _compile_term(text: str, number: int, group: TermGroup, morphology: Morphology) -> tuple[Term, tuple[str, ...]]:
    word = text.lower()
    accented = any(c in "æøå" for c in word)
    if group.match != "phrase" and all(c in _PLAIN_WORD for c in word):
        drops_e = group.match != "exact" and word.endswith("e") and len(word) > 4  # noqa: PLR2004 - "ufore" but not "uke"
        stem = word[:-1] if drops_e else word
        bound = "" if group.compound in {"head", "both"} else r"\b"
        return Term(number, "", drops_e, accented), tuple(f"{bound}{spelling}" for spelling in spellings(stem))
    phrase = compile_phrase(word)
    regex = phrase.regex
    if group.match in {"noun", "adjective"} and regex.endswith("(?![a-z0-9])"):
        endings = morphology.noun if group.match == "noun" else morphology.adjective
        regex = f"{regex.removesuffix('(?![a-z0-9])')}(?:{'|'.join(endings)})?(?![a-z0-9])"
    return Term(number, regex, drops_e=False, accented=accented), phrase.anchors
