"""Cues round a candidate: what adds to its score and what takes from it, with the words to say so."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pii_guard.deferred import deferred
from pii_guard.detect.phrase_groups import PhraseGroups
from pii_guard.model import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pii_guard.detect.candidate import Document
    from pii_guard.rulepack.schema import Cue

    Test = Callable[[Document, int, int], bool]

_REACH = 80
"""How far ``before_regex`` looks back where the cue does not say, in code points."""
_LONGEST_CUE = 24
_LONGEST_LINE = 400
_SHORT_WORD = 5
"""Letters from which on a word is no abbreviation."""
_WORD = deferred(r"[^\W_]+")
_END = deferred(r"(?<!\\)\$")
"""``$`` would also match before a line break at the end of the window."""


@lru_cache(maxsize=1024)
def field_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """An expression that a folded field name matches in full when it is one of ``names``; ``~`` is any letters."""
    parts = ("[a-z0-9]*".join(re.escape(piece) for piece in name.split("~")) for name in names)
    return re.compile("|".join(f"(?:{part})" for part in parts))


class Cues:
    """The cues of one rule, ready to be weighed. What they need is made when the first candidate is met."""

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self._cues = cues
        self._before = max((cue.before for cue in cues if cue.words), default=0)
        self._after = max((cue.after for cue in cues if cue.words), default=0)
        self.best = sum(cue.weight for cue in cues if cue.weight > 0)
        """The most that the cues can add."""

    @cached_property
    def _words(self) -> _WordCues:
        return _WordCues(self._cues)

    @cached_property
    def _tests(self) -> tuple[tuple[int, Test], ...]:
        return tuple((number, test) for number, cue in enumerate(self._cues) for test in _tests(cue))

    def weigh(self, document: Document, start: int, end: int) -> tuple[Reason, ...]:
        """The cues that hold for the candidate at ``start:end`` of the folded text."""
        met: set[int] = set()
        if self._before:
            met.update(self._words.before(document.lowered, start, self._before))
        if self._after:
            met.update(self._words.after(document.lowered, end, self._after))
        for number, test in self._tests:
            if number not in met and test(document, start, end):
                met.add(number)
        return tuple(Reason(self._cues[number].about, self._cues[number].weight) for number in sorted(met))


class _WordCues:
    """The words of all cues of a rule in one index, so that the words round a candidate are read once."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues = cues
        self._phrases = PhraseGroups([cue.words for cue in cues])

    def before(self, text: str, start: int, reach: int) -> Iterator[int]:
        """The numbers of the cues whose words end shortly before ``start``."""
        low = max(0, start - reach - _LONGEST_CUE)
        while 0 < low < start and text[low - 1].isalnum():
            low += 1
        line = text.rfind("\n", low, start)
        met = list(self._phrases.find(_WORD.findall(text, low, start)))
        if not met:
            return
        words = list(_WORD.finditer(text, low, start))
        number = max((place for place, word in enumerate(words) if word[0].isdigit()), default=-1)
        for group, meeting in met:
            cue = self._cues[group]
            near = words[meeting.last].end() >= start - cue.before and cue.before > 0
            if not near or (cue.same_line and words[meeting.first].start() < line):
                continue
            if not cue.direct or (number <= meeting.last and not _ends_sentence(text, words[meeting.last])):
                yield group

    def after(self, text: str, end: int, reach: int) -> Iterator[int]:
        """The numbers of the cues whose words begin shortly behind ``end``."""
        high = min(len(text), end + reach + _LONGEST_CUE)
        line = text.find("\n", end, high)
        met = list(self._phrases.find(_WORD.findall(text, end, high)))
        if not met:
            return
        words = list(_WORD.finditer(text, end, high))
        for group, meeting in met:
            cue = self._cues[group]
            near = words[meeting.first].start() <= end + cue.after and cue.after > 0
            if near and not (cue.same_line and -1 < line < words[meeting.first].start()):
                yield group


def _ends_sentence(text: str, word: re.Match[str]) -> bool:
    """Whether a sentence ends behind the word; the dot of an abbreviation ends none."""
    end = word.end()
    return text[end : end + 2] in {". ", "! ", "? "} and len(word[0]) >= _SHORT_WORD and not word[0].endswith("nr")


def _tests(cue: Cue) -> Iterator[Test]:
    """What beside its words makes a cue hold."""
    if cue.before_regex is not None:
        reach = cue.before or _REACH
        yield _regex_before(re.compile(_END.sub(r"\\Z", cue.before_regex)), reach, cased=cue.case)
    if cue.after_regex is not None:
        yield _regex_after(re.compile(cue.after_regex), cased=cue.case)
    if cue.value_regex is not None:
        yield _value(re.compile(cue.value_regex), cased=cue.case)
    if cue.line_regex is not None:
        yield _line(re.compile(cue.line_regex), cased=cue.case)
    if cue.fields:
        yield _field(field_pattern(cue.fields))


def _read(document: Document, *, cased: bool) -> str:
    return document.cased if cased else document.folded


def _regex_before(expression: re.Pattern[str], reach: int, *, cased: bool) -> Test:
    def test(document: Document, start: int, _end: int) -> bool:
        window = _read(document, cased=cased)[max(0, start - reach) : start]
        return expression.search(window) is not None

    return test


def _regex_after(expression: re.Pattern[str], *, cased: bool) -> Test:
    def test(document: Document, _start: int, end: int) -> bool:
        return expression.match(_read(document, cased=cased), end) is not None

    return test


def _value(expression: re.Pattern[str], *, cased: bool) -> Test:
    def test(document: Document, start: int, end: int) -> bool:
        return expression.fullmatch(_read(document, cased=cased), start, end) is not None

    return test


def _line(expression: re.Pattern[str], *, cased: bool) -> Test:
    def test(document: Document, start: int, end: int) -> bool:
        text = _read(document, cased=cased)
        low, high = max(0, start - _LONGEST_LINE), end + _LONGEST_LINE
        begin, stop = text.rfind("\n", low, start), text.find("\n", end, high)
        line = text[begin + 1 if begin >= 0 else low : stop if stop >= 0 else high]
        return expression.search(line) is not None

    return test


def _field(names: re.Pattern[str]) -> Test:
    def test(document: Document, start: int, _end: int) -> bool:
        return any(names.fullmatch(name) for name in document.field_names(start))

    return test
