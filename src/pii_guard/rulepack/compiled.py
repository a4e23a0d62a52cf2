"""A pack in the form that a scanner starts from: stems and phrases ready to be looked up, quick to load."""

from __future__ import annotations

import msgspec

from pii_guard.policy import Policy
from pii_guard.rulepack.phrase_table import PackedPhrases, Phrase
from pii_guard.rulepack.schema import Attribution, Entity, Morphology, Rule
from pii_guard.rulepack.weight_table import PackedWeights


class CompiledGroup(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A term group without its terms."""

    entity: str
    id: str
    about: str
    match: str
    strength: str
    compound: str
    case: str
    person: str
    confirm: tuple[Phrase, ...]
    refute: tuple[Phrase, ...]


class GroupSummary(msgspec.Struct, frozen=True, array_like=True):
    """A term group in short."""

    id: str
    about: str
    strength: str
    terms: int


class Knowledge(msgspec.Struct, frozen=True):
    """What disclosures are found with; much of it, and needed by few texts, so most stays packed until it is met."""

    groups: tuple[CompiledGroup, ...]
    """The term groups of all categories; stems and phrases name theirs by its number."""
    stems: memoryview
    """Folded stems with the terms that they may be, for a ``StemTable``."""
    phrases: PackedPhrases
    anchors: dict[str, memoryview]
    """Entity to its anchors, encoded: they are needed only where there is no compiled automaton."""
    attribution: Attribution
    morphology: Morphology
    weights: PackedWeights

    def anchors_of(self, entity: str) -> tuple[str, ...]:
        """Expressions on folded text; one of them is met in every text with a term of the category."""
        return msgspec.msgpack.decode(self.anchors[entity], type=tuple[str, ...])


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
    packed: memoryview
    """The pack's ``Knowledge``, encoded: most runs never need it."""

    def __reduce__(self) -> tuple[object, ...]:
        return _decoded, (msgspec.msgpack.encode(self),)

    def knowledge(self) -> Knowledge:
        """Decode what disclosures are found with; takes some milliseconds."""
        return msgspec.msgpack.decode(self.packed, type=Knowledge)


def _decoded(packed: bytes) -> Pack:
    return msgspec.msgpack.decode(packed, type=Pack)
