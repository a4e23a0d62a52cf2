"""What is known about a possible disclosure: named features of its words, its sentence and its field."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.sentence import Sentence
    from pii_guard.detect.vocabulary import Term

_NEAR = 4
"""Words on each side that are looked at one by one."""
_NEIGHBOURS = (-2, -1, 1, 2)
_LONGEST_TARGET = 40
_EDGE = "<>"
_CELL_MARKS = frozenset("\"';,|\t")


_SIGNS = {
    "the term and how it is built": (
        "group:", "strength:", "shape:", "lacks", "t:", "w:", "c:", "strong:", "medium:", "weak:",
    ),
    "the persons that the sentence speaks of": (
        "person", "nobody", "persons:", "earlier:", "sc:", "cue:", "before:", "after:", "strong&", "medium&", "weak&",
    ),
    "the words next to it": ("l1", "l2", "l3", "r1", "r2", "r3", "tr", "near:"),
    "words that confirm or refute it": ("confirm:", "refute:"),
    "other sensitive words beside it": ("term", "also:"),
    "the form of the text and its field": ("question", "code", "length:", "upper", "capital", "cell", "whole", "key"),
}  # fmt: skip
"""What users read of a feature, and the beginnings of the features' names."""


def sign_of(feature: str) -> str:
    """The kind of sign that a feature is, in words.

    >>> sign_of("near:mor"), sign_of("bias")
    ('the words next to it', 'how often such words tell of a person')
    """
    found = (sign for sign, names in _SIGNS.items() if feature.startswith(names))
    return next(found, "how often such words tell of a person")


class Possible(NamedTuple):
    """Words of a sentence that may tell a special category."""

    entity: str
    first: int
    """Number of the first word in the sentence."""
    last: int
    terms: tuple[Term, ...]
    """What makes them candidates."""


def sentence_features(sentence: Sentence) -> list[str]:
    """Features that all candidates of a sentence share."""
    found = [f"sc:{name}" for name in dict.fromkeys(name for cues in sentence.cues for name in cues)]
    if sentence.persons:
        found += ["person", f"persons:{'+'.join(sentence.persons)}"]
    else:
        found.append("nobody")
        found += [f"earlier:{name}" for name in sentence.earlier_persons]
    if "?" in sentence.document.folded[sentence.begin : sentence.end]:
        found.append("question")
    if sentence.is_code:
        found.append("code")
    found.append(f"length:{min(6, len(sentence.words) // 6)}")
    return ["bias", *found]


def candidate_features(sentence: Sentence, possible: Possible, shared: Sequence[str]) -> list[str]:
    """The names of all features that hold for one candidate, ``shared`` among them, each once."""
    person = "person" if sentence.persons else "nobody"
    features = [*shared, *_term_features(sentence, possible, person), *_word_features(sentence, possible, person)]
    features += _neighbour_features(sentence, possible)
    features += _form_features(sentence, possible)
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


def _term_features(sentence: Sentence, possible: Possible, person: str) -> Iterator[str]:
    for term in possible.terms:
        group = term.group
        yield f"group:{possible.entity}/{group.id}"
        yield f"strength:{group.strength}"
        yield f"shape:{term.shape}:{group.strength}"
        yield f"{group.strength}:{group.person}:{person}"
        yield from (f"{group.strength}&{name}" for name in sentence.persons)
        if term.lacks:
            yield "lacks"
        for name, index in (("confirm", group.confirm), ("refute", group.refute)):
            if index:
                met = index.meets(sentence.words)
                yield f"{name}:{met}:{group.strength}"
                if met:
                    yield f"{name}:{group.id}"


def _word_features(sentence: Sentence, possible: Possible, person: str) -> Iterator[str]:
    folded = sentence.folded
    first, last = possible.first, possible.last
    left = [*_EDGE[0] * 3, *folded[max(0, first - 3) : first]][-3:]
    right = [*folded[last + 1 : last + 4], *_EDGE[1] * 3][:3]
    target = "_".join(folded[first : last + 1])[:_LONGEST_TARGET]
    yield from (f"t:{target}", f"t:{target}&{person}")
    yield from (f"l1:{left[2]}", f"l2:{left[1]}", f"l3:{left[0]}", f"l21:{left[1]}_{left[2]}")
    yield from (f"r1:{right[0]}", f"r2:{right[1]}", f"r3:{right[2]}", f"r12:{right[0]}_{right[1]}")
    yield from (f"l1t:{left[2]}_{target}", f"tr1:{target}_{right[0]}")
    yield from (f"l2t:{left[1]}_{target}", f"tr2:{target}_{right[1]}")
    yield from (f"near:{word}" for word in folded[max(0, first - _NEAR) : first])
    yield from (f"near:{word}" for word in folded[last + 1 : last + 1 + _NEAR])
    for word in folded[first : last + 1]:
        yield from letter_features(word)


@lru_cache(maxsize=16384)
def letter_features(word: str) -> tuple[str, ...]:
    """The word, and its parts of four and five letters."""
    bounded = f"{_EDGE[0]}{word}{_EDGE[1]}"
    parts = [bounded[i : i + size] for size in (4, 5) for i in range(len(bounded) - size + 1)]
    return (f"w:{word}", *(f"c:{part}" for part in dict.fromkeys(parts)))


def _neighbour_features(sentence: Sentence, possible: Possible) -> Iterator[str]:
    count = len(sentence.words)
    gaps: dict[str, int] = {}
    for place in range(max(0, possible.first - _NEAR), min(count, possible.last + 1 + _NEAR)):
        if possible.first <= place <= possible.last:
            yield from (f"cue:{name}:inside" for name in sentence.cues[place])
            continue
        gap = place - possible.first if place < possible.first else place - possible.last
        yield from (f"cue:{name}:{gap}" for name in sentence.cues[place])
    for place in range(possible.first):
        gaps.update(dict.fromkeys(sentence.cues[place], possible.first - place))
    yield from (f"before:{name}:{'near' if gap <= _NEAR else 'far'}" for name, gap in gaps.items())
    yield from (f"after:{name}" for place in range(possible.last + 1, count) for name in sentence.cues[place])
    for gap in _NEIGHBOURS:
        place = possible.first + gap if gap < 0 else possible.last + gap
        if 0 <= place < count:
            terms = sentence.entries[place].terms
            for group in (term.group for term in terms):
                yield f"term{gap}:{'own' if group.entity == possible.entity else group.entity}:{group.strength}"
    others = {term.group.entity for entry in sentence.entries for term in entry.terms if term.group.strength != "weak"}
    yield from (f"also:{entity}" for entity in others if entity != possible.entity)


def _form_features(sentence: Sentence, possible: Possible) -> Iterator[str]:
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
    for name in document.field_names(start):
        yield "key"
        yield f"key:{name}"
