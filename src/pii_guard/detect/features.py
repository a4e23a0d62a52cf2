"""What is known about a possible disclosure: named features of the term, its sentence and its field."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pii_guard.detect.attribution import Cuebook
from pii_guard.detect.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pii_guard.detect.candidate import Document
    from pii_guard.detect.terms import Match

_expression = lru_cache(maxsize=4096)(re.compile)
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CODE = re.compile(r"[{}<>\[\]=;|]|\w_\w|\w\(|\(\)|//|::|\"\s*:")
_PERSONS = ("first", "kin", "role", "third", "age")
_CODE_MARKS = 3
_MAX_WORDS = 60
_FAR = 5
"""Words between a cue and the term; all more count as this many."""


class FeatureMaker:
    """Describes matches; made once from the pack's classes of cues."""

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        self._cuebook = Cuebook(cues)
        self._plain_cuebook = Cuebook(cues, folded=True)

    def describe(self, document: Document, entity: str, match: Match) -> list[str]:
        """The names of all features that hold, each once."""
        begin, end = sentence(document.folded, match.start, match.end)
        left = _WORD.findall(document.folded, begin, match.start)[-_MAX_WORDS:]
        inside = _WORD.findall(document.folded, match.start, match.end)
        right = _WORD.findall(document.folded, match.end, end)[:_MAX_WORDS]
        cues = list(self._cue_features(document, begin, end, match))
        features = ["bias", entity, *_term_features(entity, match, cues), *cues]
        features += _context_features(document.folded, begin, end, match)
        features += _word_features(entity, left, inside, right)
        features += _form_features(document, begin, end, match)
        return list(dict.fromkeys(features))

    def _cue_features(self, document: Document, begin: int, end: int, match: Match) -> Iterator[str]:
        """Persons and other cues before, in and behind the term, and how near."""
        text = document.lowered
        cuebook = self._plain_cuebook if document.is_plain else self._cuebook
        left = _LETTERS.findall(text, begin, match.start)[-_MAX_WORDS:]
        inside = _LETTERS.findall(text, match.start, match.end)
        right = _LETTERS.findall(text, match.end, end)[:_MAX_WORDS]
        nearest: dict[str, int] = {}
        for name, word in cuebook.mentions(left):
            nearest[name] = min(len(left) - 1 - word, _FAR)
        names = set(nearest)
        for name, gap in nearest.items():
            yield f"cue:{name}"
            yield f"cue:{name}:before"
            yield f"cue:{name}:gap{gap}"
        for where, words in (("inside", inside), ("after", right)):
            for name in {mention.name for mention in cuebook.mentions(words)}:
                names.add(name)
                yield f"cue:{name}"
                yield f"cue:{name}:{where}"
        persons = [name for name in _PERSONS if name in names]
        if persons:
            yield "person"
            yield f"person:{'+'.join(persons)}"
            return
        yield "person:none"
        if begin:
            earlier, _ = sentence(document.folded, max(0, begin - 2), max(0, begin - 2))
            found = {mention.name for mention in cuebook.mentions(_LETTERS.findall(text, earlier, begin))}
            yield from (f"earlier:{name}" for name in _PERSONS if name in found)


def _term_features(entity: str, match: Match, cues: list[str]) -> Iterator[str]:
    group = match.group
    yield f"group:{entity}/{group.id}"
    yield f"strength:{group.strength}"
    yield f"{entity}:{group.strength}"
    yield f"shape:{match.shape}"
    yield f"shape:{match.shape}:{group.strength}"
    person = "person" if "person" in cues else "alone"
    yield f"{group.strength}:{group.person}:{person}"
    if match.plain:
        yield "spelled:plain"


def _context_features(text: str, begin: int, end: int, match: Match) -> Iterator[str]:
    """Whether the group's confirming and refuting words stand in the sentence or near it."""
    group = match.group
    low, high = max(0, begin - 120), min(len(text), end + 120)
    for name, expression in (("confirm", group.confirm), ("refute", group.refute)):
        if not expression:
            continue
        compiled = _expression(expression)
        if compiled.search(text, begin, match.start) or compiled.search(text, match.end, end):
            yield name
            yield f"{name}:{group.strength}"
        elif compiled.search(text, low, begin) or compiled.search(text, end, high):
            yield f"{name}:near"
        else:
            yield f"{name}:absent:{group.strength}"


def _word_features(entity: str, left: Sequence[str], inside: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    near_left = ["<", "<", *left][-2:]
    near_right = [*right, ">", ">"][:2]
    yield f"l1:{near_left[1]}"
    yield f"l2:{near_left[0]}_{near_left[1]}"
    yield f"r1:{near_right[0]}"
    yield f"r2:{near_right[0]}_{near_right[1]}"
    yield f"t:{entity}:{'_'.join(inside)[:40]}"
    yield from (f"t1:{entity}:{word}" for word in inside)


def _form_features(document: Document, begin: int, end: int, match: Match) -> Iterator[str]:
    text = document.folded
    if "?" in text[match.end : end]:
        yield "question"
    if document.cased[match.start : match.start + 1].isupper() and match.start > begin:
        yield "capital"
    line = text[max(text.rfind("\n", 0, match.start) + 1, begin - 100) : end]
    if len(_CODE.findall(line)) >= _CODE_MARKS:
        yield "code"
    before, after = text[match.start - 1 : match.start] if match.start else "", text[match.end : match.end + 1]
    if before in {'"', "'", ";", ",", "|", "\t"} and after in {'"', "'", ";", ",", "|", "\t", "\n", ""}:
        yield "cell"
    if match.end - match.start >= len(text.strip()) - 1:
        yield "whole"
    for name in document.field_names(match.start):
        yield "key"
        yield f"key:{name}"
    yield "length:" + str(min(6, (end - begin) // 40))
