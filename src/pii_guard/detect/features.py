"""What is known about a possible disclosure: named features of the term, its sentence and its field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.detect.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pii_guard.detect.candidate import Document
    from pii_guard.detect.terms import Match

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[{}<>\[\]=;|]|\w_\w|\w\(|\(\)|//|::|\"\s*:")
_PERSONS = ("first", "kin", "role", "third", "age")
_CODE_MARKS = 3
_MAX_WORDS = 60


class FeatureMaker:
    """Describes matches; compiled once from the pack's classes of cues."""

    def __init__(self, attribution: Mapping[str, str]) -> None:
        self._cues = {name: re.compile(expression) for name, expression in attribution.items()}

    def describe(self, document: Document, entity: str, match: Match) -> list[str]:
        """The names of all features that hold, each once."""
        begin, end = sentence(document.folded, match.start, match.end)
        cues = list(self._cue_features(document.folded, begin, end, match))
        features = ["bias", entity, *_term_features(entity, match, cues), *cues]
        features += _context_features(document.folded, begin, end, match)
        features += _word_features(document.folded, begin, end, match, entity)
        features += _form_features(document, begin, end, match)
        return list(dict.fromkeys(features))

    def _cue_features(self, text: str, begin: int, end: int, match: Match) -> Iterator[str]:
        persons = False
        for name, expression in self._cues.items():
            last = None
            for found in expression.finditer(text, begin, match.start):
                last = found
            if last is not None:
                yield f"cue:{name}"
                yield f"cue:{name}:before"
                gap = text.count(" ", last.end(), match.start)
                yield f"cue:{name}:gap{min(gap, 5)}"
            if expression.search(text, match.end, end):
                yield f"cue:{name}"
                yield f"cue:{name}:after"
            if expression.search(text, match.start, match.end):
                yield f"cue:{name}:inside"
            persons = persons or (
                name in _PERSONS and (last is not None or expression.search(text, begin, end) is not None)
            )
        if persons:
            yield "person"
            return
        yield "person:none"
        previous, _ = sentence(text, max(0, begin - 2), max(0, begin - 2))
        for name in _PERSONS:
            if begin and self._cues[name].search(text, previous, begin):
                yield f"earlier:{name}"


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
    group = match.group
    low, high = max(0, begin - 120), min(len(text), end + 120)
    for name, expression in (("confirm", group.confirm), ("refute", group.refute)):
        if not expression:
            continue
        compiled = re.compile(expression)
        inside = compiled.search(text, begin, match.start) or compiled.search(text, match.end, end)
        if inside:
            yield name
            yield f"{name}:{group.strength}"
        elif compiled.search(text, low, match.start) or compiled.search(text, match.end, high):
            yield f"{name}:near"
        else:
            yield f"{name}:absent:{group.strength}"


def _word_features(text: str, begin: int, end: int, match: Match, entity: str) -> Iterator[str]:
    left = _WORD.findall(text, begin, match.start)[-_MAX_WORDS:]
    right = _WORD.findall(text, match.end, end)[:_MAX_WORDS]
    near_left = ["<", "<", *left][-2:]
    near_right = [*right, ">", ">"][:2]
    yield f"l1:{near_left[1]}"
    yield f"l2:{near_left[0]}_{near_left[1]}"
    yield f"r1:{near_right[0]}"
    yield f"r2:{near_right[0]}_{near_right[1]}"
    for word in left:
        yield f"w:{word}"
        yield f"wl:{word}"
    for word in right:
        yield f"w:{word}"
        yield f"wr:{word}"
    surface = "_".join(_WORD.findall(text, match.start, match.end))
    yield f"t:{entity}:{surface[:40]}"
    yield f"t1:{entity}:{surface.partition('_')[0]}"


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
