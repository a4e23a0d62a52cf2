"""Cues round a candidate: what adds to its score and what takes from it, with the words to say so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pii_guard.detect.phrases import PhraseIndex
from pii_guard.model import Reason
from pii_guard.rulepack.compiled import Phrase
from pii_guard.rulepack.phrases import parse_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.detect.candidate import Document
    from pii_guard.rulepack.schema import Cue

_REACH = 80
"""How far ``before_regex`` looks back, in code points."""
_LONGEST_CUE = 40
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"(?<!\\)\$")
"""``$`` would also match before a line break at the end of the window."""


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@lru_cache(maxsize=1024)
def _index(phrases: tuple[str, ...]) -> PhraseIndex:
    """The phrases of a cue, each looked for from its first fixed word on."""
    sequences = (sequence for phrase in phrases for sequence in parse_phrase(phrase))
    return PhraseIndex([Phrase(0, slots, next(i for i, slot in enumerate(slots) if slot)) for slots in sequences])


def _met(phrases: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    """Where in ``text`` any of the phrases begins and ends."""
    words = list(_WORD.finditer(text))
    for meeting in _index(phrases).find([word[0] for word in words]):
        yield words[meeting.first].start(), words[meeting.last].end()


@lru_cache(maxsize=1024)
def field_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """An expression that a folded field name matches in full when it is one of ``names``; ``~`` is any letters."""
    parts = ("[a-z0-9]*".join(re.escape(piece) for piece in name.split("~")) for name in names)
    return re.compile("|".join(f"(?:{part})" for part in parts))


class Cues:
    """The cues of one rule, ready to be weighed."""

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self._cues = cues

    def weigh(self, document: Document, start: int, end: int) -> tuple[Reason, ...]:
        """The cues that hold for the candidate at ``start:end`` of the folded text."""
        return tuple(
            Reason(cue.about, cue.weight)
            for cue in self._cues
            if any(test(cue, document, start, end) for test in _TESTS)
        )


def _word_before(cue: Cue, document: Document, start: int, _end: int) -> bool:
    if not cue.words or not cue.before:
        return False
    low = max(0, start - cue.before - _LONGEST_CUE)
    if cue.same_line:
        low = max(low, document.folded.rfind("\n", 0, start) + 1)
    while 0 < low < start and document.lowered[low - 1].isalnum():
        low += 1
    return any(low + end >= start - cue.before for _, end in _met(cue.words, document.lowered[low:start]))


def _word_after(cue: Cue, document: Document, _start: int, end: int) -> bool:
    if not cue.words or not cue.after:
        return False
    window = document.lowered[end : end + cue.after + _LONGEST_CUE]
    if cue.same_line:
        window = window.partition("\n")[0]
    return any(begin <= cue.after for begin, _ in _met(cue.words, window))


def _regex_before(cue: Cue, document: Document, start: int, _end: int) -> bool:
    if cue.before_regex is None:
        return False
    expression = _END.sub(r"\\Z", cue.before_regex)
    return _compiled(expression).search(document.folded[max(0, start - _REACH) : start]) is not None


def _regex_after(cue: Cue, document: Document, _start: int, end: int) -> bool:
    return cue.after_regex is not None and _compiled(cue.after_regex).match(document.folded, end) is not None


def _value(cue: Cue, document: Document, start: int, end: int) -> bool:
    return cue.value_regex is not None and _compiled(cue.value_regex).fullmatch(document.folded, start, end) is not None


def _line(cue: Cue, document: Document, start: int, end: int) -> bool:
    if cue.line_regex is None:
        return False
    text = document.folded
    begin = max(text.rfind("\n", 0, start) + 1, start - 400)
    stop = text.find("\n", end)
    line = text[begin : min(stop if stop >= 0 else len(text), end + 400)]
    return _compiled(cue.line_regex).search(line) is not None


def _field(cue: Cue, document: Document, start: int, _end: int) -> bool:
    if not cue.fields:
        return False
    names = document.field_names(start)
    return any(field_pattern(cue.fields).fullmatch(name) for name in names)


_TESTS = (_word_before, _word_after, _regex_before, _regex_after, _value, _line, _field)
