"""What is known about a possible disclosure: named features of its words, its sentence and its field."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.detect.sentence import told_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.sentence import Sentence
    from pii_guard.detect.vocabulary import Term

_NEAR = 4
"""Words on each side that are looked at one by one."""
_NEIGHBOURS = (-2, -1, 1, 2)
_LONGEST_TARGET = 40
_SIDE_REACH = 4
"""Code points on each side in which the sign beside a candidate is looked for."""
_EDGE = "<>"
_CELL_MARKS = frozenset("\"';,|\t")


OWN_FIELD = "field:own"
"""Holds for the value of a column or key that is for information of the category."""
_SIGNS = {
    "the term and how it is built": (
        "group:", "strength:", "shape:", "lacks", "t:", "w:", "c:", "strong:", "medium:", "weak:",
    ),
    "the persons that the sentence speaks of": (
        "person", "nobody", "persons:", "earlier:", "sc:", "cue:", "before:", "after:", "strong&", "medium&", "weak&",
        "name", "mentions:",
    ),
    "the words next to it": ("l1", "l2", "l3", "r1", "r2", "r3", "tr", "near:"),
    "words that confirm or refute it": ("confirm:", "refute:"),
    "other sensitive words near it": ("term", "also:", "beside:"),
    "the form of the text and its field": (
        "question", "code", "length:", "upper", "capital", "cell", "whole", "key", "field:", "sides:",
    ),
}  # fmt: skip
"""What users read of a feature, and the beginnings of the features' names."""


def sign_of(feature: str) -> str:
    """The kind of sign that a feature is, in words.

    >>> sign_of("near:mor"), sign_of("bias")
    ('the words next to it', 'how often such words tell of a person')
    """
    head, colon, _ = feature.partition(":")
    return _sign_of_head(head + colon)


@lru_cache(maxsize=1024)
def _sign_of_head(head: str) -> str:
    found = (sign for sign, names in _SIGNS.items() if head.startswith(names))
    return next(found, "how often such words tell of a person")


class Possible(NamedTuple):
    """Words of a sentence that may tell a special category."""

    entity: str
    first: int
    """Number of the first word in the sentence."""
    last: int
    terms: tuple[Term, ...]
    """What makes them candidates."""


def sentence_features(sentence: Sentence, *, costly: bool = True) -> list[str]:
    """Features that all candidates of a sentence share, with or without the ``costly`` ones."""
    found = ["bias", *(f"sc:{name}" for name in sentence.classes)]
    if sentence.persons:
        found += ["person", f"persons:{'+'.join(sentence.persons)}"]
    else:
        found.append("nobody")
        found += [f"earlier:{name}" for name in sentence.earlier_persons] if costly else ()
    if "?" in sentence.document.folded[sentence.begin : sentence.end]:
        found.append("question")
    found += _around(sentence)
    if costly and sentence.is_code:
        found.append("code")
    found.append(f"length:{min(6, len(sentence.words) // 6)}")
    return found


def _around(sentence: Sentence) -> list[str]:
    """Names in the sentence, and of whom the whole text speaks."""
    first, third = sentence.document.mentions
    found = [f"mentions:{first}:{third}"]
    if sentence.named:
        found.append("name")
    if not sentence.persons:
        found.append("name:alone" if sentence.named else f"mentions:nobody:{first}:{third}")
    return found


def candidate_features(sentence: Sentence, possible: Possible, shared: Sequence[str]) -> list[str]:
    """The names of all features that hold for one candidate, ``shared`` among them, each once."""
    folded = sentence.folded[possible.first : possible.last + 1]
    features = [*shared]
    for term in possible.terms:
        features += term_features(term, sentence.persons)
        features += context_features(sentence, term)
    features += target_features(folded, sentence.persons)
    features += beside_features(sentence, possible)
    for word in folded:
        features += letter_features(word)
    features += neighbour_features(sentence, possible)
    features += name_features(sentence, possible)
    features.append(sides_feature(sentence, possible))
    features += form_features(sentence, possible)
    return list(dict.fromkeys(features))


def own_features(folded: str, terms: Sequence[Term]) -> Iterator[str]:
    """What a word brings along wherever it stands: its letters, and how it is a term."""
    yield "bias"
    yield f"t:{folded[:_LONGEST_TARGET]}"
    yield from letter_features(folded)
    for term in terms:
        yield f"group:{term.group.entity}/{term.group.id}"
        yield f"strength:{term.group.strength}"
        yield f"shape:{term.shape}:{term.group.strength}"


def term_features(term: Term, persons: Sequence[str]) -> Iterator[str]:
    """How a term is built and how sure it is, and that with the ``persons`` that the sentence speaks of."""
    group = term.group
    yield f"group:{group.entity}/{group.id}"
    yield f"strength:{group.strength}"
    yield f"shape:{term.shape}:{group.strength}"
    yield f"{group.strength}:{group.person}:{_anybody(persons)}"
    yield from (f"{group.strength}&{name}" for name in persons)
    if term.lacks:
        yield "lacks"


def context_features(sentence: Sentence, term: Term) -> Iterator[str]:
    """Whether the sentence holds words that confirm or refute the term's group."""
    group = term.group
    for name, index in (("confirm", group.confirm), ("refute", group.refute)):
        if index:
            met = index.meets(sentence.words)
            yield f"{name}:{met}:{group.strength}"
            if met:
                yield f"{name}:{group.id}"


def target_features(folded: Sequence[str], persons: Sequence[str]) -> tuple[str, str]:
    """The words of the candidate themselves, and with whether anybody is spoken of."""
    target = _target(folded)
    return f"t:{target}", f"t:{target}&{_anybody(persons)}"


def _target(folded: Sequence[str]) -> str:
    return "_".join(folded)[:_LONGEST_TARGET]


def _anybody(persons: Sequence[str]) -> str:
    return "person" if persons else "nobody"


def beside_features(sentence: Sentence, possible: Possible) -> list[str]:
    """The words before and behind the candidate, alone and in pairs."""
    folded, first, last = sentence.folded, possible.first, possible.last
    l3, l2, l1 = [*_EDGE[0] * 3, *folded[max(0, first - 3) : first]][-3:]
    r1, r2, r3 = [*folded[last + 1 : last + 4], *_EDGE[1] * 3][:3]
    target = _target(folded[first : last + 1])
    near = folded[max(0, first - _NEAR) : first] + folded[last + 1 : last + 1 + _NEAR]
    return [
        *(f"l1:{l1}", f"l2:{l2}", f"l3:{l3}", f"l21:{l2}_{l1}"),
        *(f"r1:{r1}", f"r2:{r2}", f"r3:{r3}", f"r12:{r1}_{r2}"),
        *(f"l1t:{l1}_{target}", f"tr1:{target}_{r1}"),
        *(f"l2t:{l2}_{target}", f"tr2:{target}_{r2}"),
        *[f"near:{word}" for word in near],
    ]


@lru_cache(maxsize=16384)
def letter_features(word: str) -> tuple[str, ...]:
    """The word, and its parts of four and five letters."""
    bounded = f"{_EDGE[0]}{word}{_EDGE[1]}"
    parts = [bounded[i : i + size] for size in (4, 5) for i in range(len(bounded) - size + 1)]
    return (f"w:{word}", *(f"c:{part}" for part in dict.fromkeys(parts)))


def neighbour_features(sentence: Sentence, possible: Possible) -> list[str]:
    """The cues and the other terms of the sentence, and where they stand."""
    first, last = possible.first, possible.last
    found = []
    before: dict[str, int] = {}
    after = []
    for place, cues in sentence.cued:
        if place < first:
            before.update(dict.fromkeys(cues, first - place))
        elif place > last:
            after += [f"after:{name}" for name in cues]
        if first - _NEAR <= place <= last + _NEAR:
            gap = place - first if place < first else place - last if place > last else "inside"
            found += [f"cue:{name}:{gap}" for name in cues]
    found += [f"before:{name}:{'near' if gap <= _NEAR else 'far'}" for name, gap in before.items()]
    found += after
    for gap in _NEIGHBOURS:
        place = first + gap if gap < 0 else last + gap
        if 0 <= place < len(sentence.words):
            for group in (term.group for term in sentence.entries[place].terms):
                found.append(f"term{gap}:{'own' if group.entity == possible.entity else group.entity}:{group.strength}")
    beside = told_by(sentence.entries[max(0, first - 1) : last + 2])
    found += [
        f"{'beside' if entity in beside else 'also'}:{entity}" for entity in sentence.told if entity != possible.entity
    ]
    return found


def name_features(sentence: Sentence, possible: Possible) -> Iterator[str]:
    """Where the nearest name stands."""
    before = [possible.first - place for place in sentence.named if place < possible.first]
    after = [place - possible.last for place in sentence.named if place > possible.last]
    for side, gaps in (("before", before), ("after", after)):
        if gaps:
            yield f"name:{side}:{'near' if min(gaps) <= _NEAR else 'far'}"


def sides_feature(sentence: Sentence, possible: Possible) -> str:
    """The signs that the candidate stands between."""
    text, start, end = sentence.document.folded, sentence.spans[possible.first][0], sentence.spans[possible.last][1]
    return f"sides:{_side(text[max(0, start - _SIDE_REACH) : start][::-1])}:{_side(text[end : end + _SIDE_REACH])}"


def form_features(sentence: Sentence, possible: Possible) -> Iterator[str]:
    """How the candidate is written, and the field or cell that it stands in."""
    document = sentence.document
    start, end = sentence.spans[possible.first][0], sentence.spans[possible.last][1]
    surface = document.cased[start:end]
    if surface.isupper() and end - start > 1:
        yield "upper"
    elif surface[:1].isupper():
        yield "capital" if possible.first else "capital:first"
    text = document.folded
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before in _CELL_MARKS and (after in _CELL_MARKS or after in {"\n", ""}):
        yield "cell"
    if end - start >= len(text.strip()) - 1:
        yield "whole"
    if sentence.is_of_field(possible.entity):
        yield OWN_FIELD
    for name in document.field_names(start):
        yield "key"
        yield f"key:{name}"


def _side(text: str) -> str:
    """The sign that comes first in ``text``: "w" for a word, "line" for a break, "" for the end of the text."""
    first = text.lstrip(" ")[:1]
    return "w" if first.isalnum() else "line" if first.isspace() else first
