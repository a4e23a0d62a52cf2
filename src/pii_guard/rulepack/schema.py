"""The rule files as types: what may stand in them, and what it means.

All patterns are matched on folded text (see ``pii_guard.normalise``): lower case, without accents. Write
them with ``æ ø å`` where Norwegian has them; the compiler adds the spellings without.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Identifier = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$")]
Weight = Annotated[float, Meta(ge=-1.0, le=1.0)]
Score = Annotated[float, Meta(ge=0.0, le=1.0)]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base: frozen, and an unknown key is an error."""


class Cue(_Strict, frozen=True, kw_only=True):
    """Words near a candidate that make it surer or less sure. Counts once, however often it is met."""

    about: str
    """What the cue says, as the user will read it in the reasons: "a lead word for phone numbers"."""
    weight: Weight
    """Added to the score."""
    words: tuple[str, ...] = ()
    """Phrases (see ``pii_guard.rulepack.phrases``) looked for as whole words."""
    before: int = 0
    """How many code points before the candidate the words may end; 0: not looked for before it.

    Also how far back ``before_regex`` looks, where it stands without words."""
    after: int = 0
    """How many code points after the candidate the words may begin."""
    same_line: bool = False
    """Whether a line break between the words and the candidate rules the cue out."""
    direct: bool = False
    """Whether another number, or the end of a sentence, between the words and the candidate rules the cue out."""
    before_regex: str | None = None
    """A regular expression searched in the 80 (or ``before``) code points before the candidate; end it with ``$``."""
    after_regex: str | None = None
    """A regular expression matched at the end of the candidate."""
    value_regex: str | None = None
    """A regular expression that the candidate itself matches in full."""
    line_regex: str | None = None
    """A regular expression searched in the line of the candidate."""
    case: bool = False
    """Whether the regular expressions read the original spelling instead of the folded one."""
    fields: tuple[str, ...] = ()
    """Column or key names (folded, letters and digits only; ``~`` stands for any letters) of the text, or
    of the ``key: value`` or ``"key": "value"`` that the candidate is the value of."""


class Pattern(_Strict, frozen=True, kw_only=True, tag_field="kind", tag="pattern"):
    """Find by a regular expression round an anchor."""

    anchors: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Names from the pack's ``anchors``, or literal words: the expression is tried only near one."""
    regex: str
    """The expression; the group ``value``, where there is one, is the span."""
    window: int = 40
    """How many code points on each side of an anchor the expression may need."""
    validator: str | None = None
    """Name in ``pii_guard.validators.VALIDATORS``; it grades the matched value or refuses it."""
    case: bool = False
    """Match the original spelling instead of the folded one; positions stay the same."""


class Persons(_Strict, frozen=True, kw_only=True, tag_field="kind", tag="persons"):
    """Find names of persons from name lists, lead words, signatures and fields."""

    leads: tuple[str, ...]
    """Phrases that a name follows: "jeg heter"."""
    labels: tuple[str, ...] = ()
    """Phrases that a name follows behind a colon: "fra"."""
    closings: tuple[str, ...]
    """Phrases that a signature follows on the same or the next lines: "mvh"."""
    greetings: tuple[str, ...]
    """Phrases that a given name follows: "hei"."""
    kin: tuple[str, ...]
    """Relatives and roles that may stand before a name: "sønnen min"."""
    fields: tuple[str, ...]
    """Column and key names of name fields (see ``Cue.fields``)."""
    particles: tuple[str, ...]
    """Small words within a name: "van"."""
    surname_endings: tuple[str, ...]
    stops: tuple[str, ...]
    """Capitalised words that are no part of a name: assistants, months, organisations."""
    role_endings: tuple[str, ...]
    """Endings of words for roles and units, which sign letters but are no names: "leder"."""
    followers: tuple[str, ...]
    """Words that make the name before them something else: "AS", "gate"."""
    preceders: tuple[str, ...] = ()
    """Phrases that make the name behind them something else: "hunden vår"."""
    told: tuple[str, ...] = ()
    """Phrases that say what somebody is called, so that a word of no list is believed: "han heter"."""
    given_endings: tuple[str, ...] = ()
    weights: dict[str, Weight]
    """What each sign adds; the code knows the signs, the file their weights."""


class Addresses(_Strict, frozen=True, kw_only=True, tag_field="kind", tag="addresses"):
    """Find postal addresses from street endings, house numbers, post codes and places."""

    endings: tuple[str, ...]
    """Last parts of street names: "gata"."""
    separate: tuple[str, ...]
    """Street words that stand apart behind a name: "gate" in "Karl Johans gate"."""
    loose: tuple[str, ...] = ()
    """Words that stand apart behind a name as well, but mean much else too: "plass"."""
    refused: tuple[str, ...]
    """Words that look like streets and are none."""
    leads: tuple[str, ...]
    """Phrases that an address follows."""
    fields: tuple[str, ...]
    weights: dict[str, Weight]


Detect = Pattern | Persons | Addresses


class Examples(_Strict, frozen=True, kw_only=True):
    """Texts that the rule finds something in, with the span between ``⟦`` and ``⟧``, and texts that it does not."""

    match: Annotated[tuple[str, ...], Meta(min_length=1)]
    no_match: Annotated[tuple[str, ...], Meta(min_length=1)]


class Rule(_Strict, frozen=True, kw_only=True):
    """One thing to find, how, and how sure each sign makes it."""

    id: Identifier
    entity: str
    title: str
    about: str
    """What is found and what is not, for the rule's page."""
    detect: Detect
    scores: dict[str, Score]
    """Score to start from: by the validator's status, else ``default``."""
    threshold: Score = 0.5
    """The candidate becomes a finding at this score."""
    cues: tuple[Cue, ...] = ()
    examples: Examples
    references: tuple[str, ...] = ()


class TermGroup(_Strict, frozen=True, kw_only=True):
    """Words or phrases of a special category that behave alike."""

    id: Identifier
    about: str
    match: Literal["noun", "adjective", "exact", "phrase"]
    strength: Literal["strong", "medium", "weak"]
    compound: Literal["none", "head", "first", "both"] = "none"
    case: Literal["any", "capital", "upper"] = "any"
    person: Literal["needed", "implied"] = "needed"
    confirm: tuple[str, ...] = ()
    refute: tuple[str, ...] = ()
    terms: Annotated[tuple[str, ...], Meta(min_length=1)]


class Lexicon(_Strict, frozen=True, kw_only=True):
    """The terms of one special category."""

    entity: str
    groups: tuple[TermGroup, ...]


class Attribution(_Strict, frozen=True, kw_only=True):
    """Words that tell whether a sentence speaks of a person, and of whom. Each list is a class of cues."""

    cues: dict[str, tuple[str, ...]]
    """Class of cue (``first``, ``kin``, ``role`` ...) to phrases."""
    fields: dict[str, tuple[str, ...]] = {}
    """Entity to the names of columns and keys (see ``Cue.fields``) whose bare values are information of it."""


class Morphology(_Strict, frozen=True, kw_only=True):
    """Endings and compound parts."""

    noun: tuple[str, ...]
    """Endings of nouns, genitive included."""
    adjective: tuple[str, ...]
    keeping_tails: tuple[str, ...]
    """Last parts that keep a compound a statement about a person: ``pasient`` in ``kreftpasient``."""
    joints: tuple[str, ...]
    refused_words: tuple[str, ...]
    """Words that hold a term only by chance: ``fangst`` holds ``angst``. ``~`` stands for any letters."""


class Entity(_Strict, frozen=True, kw_only=True):
    """One kind of personal data: its names, its legal ground, and the words for users."""

    id: str
    group: Literal["identifier", "special-category", "de-identification"]
    label: str
    """Stands between brackets in a redacted text: ``[HELSE]``."""
    title: dict[Literal["nb", "nn", "en"], str]
    advice: dict[Literal["nb", "nn", "en"], str]
    """A sentence that tells a user what to leave out."""
    legal_basis: str
    dpv: str
    """Term of the W3C Data Privacy Vocabulary."""


class RuleFile(_Strict, frozen=True, kw_only=True):
    """One file of a pack."""

    anchors: dict[str, str] = {}
    """Named expressions in the common subset of ``re`` and Hyperscan, on folded text."""
    rules: tuple[Rule, ...] = ()


class PackFile(_Strict, frozen=True, kw_only=True):
    """The head of a pack: its name and the files that it is made of."""

    pack: Identifier
    version: int
    entities: str
    policy: str
    rules: tuple[str, ...] = ()
    lexicons: tuple[str, ...] = ()
    attribution: str
    morphology: str
    weights: str
    """What each feature of a possible disclosure adds to its log-odds: lines of entity, feature and weight."""
    quiet: str
    """Anchors that no sentence is looked at for, a line each: common words that seldom tell anything by themselves."""
