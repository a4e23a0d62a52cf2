"""Names of persons by rule: runs of name-like words, graded by lists, lead words, signatures and fields."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.detect.candidate import Candidate
from pii_guard.detect.context import field_pattern
from pii_guard.model import Reason
from pii_guard.normalise import fold
from pii_guard.rulepack.names import Names, given_names, surnames
from pii_guard.rulepack.phrases import compile_any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.candidate import Document
    from pii_guard.rulepack.schema import Persons, Rule

_REACH = 90
"""Code points round an anchor that are searched for names."""
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_WORDS = re.compile(r"[a-z]{2,}")
_MAIL_BOX = re.compile(r"[ \"']{0,2}<[a-z0-9._%+\-]+@")
_MAX_WORDS = 5
_TWO = 2

WORDING = {
    "given": "a given name of Statistics Norway's list",
    "given-ambiguous": "a given name that is also a word",
    "surname": "a surname of Statistics Norway's list",
    "surname-shape": "ends as Norwegian surnames do",
    "second": "a second capitalised word follows",
    "initial": "an initial stands before a surname",
    "lead": "a lead word for names before it",
    "greeting": "a greeting before it",
    "closing": "stands in a signature",
    "kin": "a relative or a role before it",
    "field": "the field is one for names",
    "own-line": "stands alone on its line",
    "pair": "joined to another name",
    "address": "an e-mail address follows",
    "sentence-start": "the capital is that of a sentence",
    "small": "written without capitals",
    "small-single": "a single word without a capital",
    "follower": "what follows makes it something else",
}
"""The signs, as users read them; their weights are in the rule."""


class _Word(NamedTuple):
    start: int
    end: int
    cased: str
    folded: str

    @property
    def capital(self) -> bool:
        return self.cased[0].isupper() and not (len(self.cased) > _TWO and self.cased.isupper())


class PersonDetector:
    """One rule with ``detect: {kind: persons}``."""

    def __init__(self, rule: Rule, persons: Persons) -> None:
        self.rule = rule
        self.entity = rule.entity
        self._persons = persons
        self._before = {
            name: re.compile(rf"(?:{compile_any(phrases)})(?:[ \t,.\-(\"'>]|:\s{{0,3}}){{0,5}}\Z")
            for name, phrases in (("lead", persons.leads), ("greeting", persons.greetings), ("kin", persons.kin))
        }
        self._closing = re.compile(rf"(?:{compile_any(persons.closings)})[ \t,.:!]*\n?(?:[ \t>]*\n)*[ \t>]*\Z")
        self._fields = field_pattern(persons.fields)
        self._particles = frozenset(fold(word).text for word in persons.particles)
        phrases = (*persons.closings, *persons.greetings, *persons.leads, *persons.kin)
        self._stops = frozenset(_WORDS.findall(fold(" ".join((*persons.stops, *phrases))).text)) - self._particles
        self._follower = re.compile(rf"[ \-]?(?:{compile_any(persons.followers)})")
        self._roles = tuple(fold(ending).text for ending in persons.role_endings)
        self._endings = tuple(fold(ending).text for ending in persons.surname_endings)

    @cached_property
    def _given(self) -> Names:
        return given_names()

    @cached_property
    def _surnames(self) -> Names:
        return surnames()

    @property
    def anchors(self) -> Sequence[str]:
        """Every name that is no ordinary word, and the words that names follow."""
        return tuple(self._make_anchors())

    def _make_anchors(self) -> Iterator[str]:
        known = self._given.sure | self._given.ambiguous - self._given.frequent | self._surnames.sure
        for name in sorted(known):
            if name.isascii() and len(name) > _TWO:
                yield rf"\b{re.escape(name)}\b"
        yield r"\b(?:mvh|hilsen|helsing|heter|heiter|navn|namn|hels|regards|author|signed-off-by|mottaker|kontakt)\b"
        yield r"name[\"'] ?:"

    def find(self, document: Document, ends: Sequence[int]) -> Iterator[Candidate]:
        """Names round the anchors."""
        high = -1
        for hit in ends:
            low = max(high, hit - _REACH, 0)
            high = max(high, self._word_end(document, min(len(document.folded), hit + _REACH)))
            if low < high:
                yield from self._search(document, low, high)

    def _search(self, document: Document, low: int, high: int) -> Iterator[Candidate]:
        words = [
            _Word(match.start(), match.end(), match[0], document.folded[match.start() : match.end()])
            for match in _TOKEN.finditer(document.cased, self._word_start(document, low), high)
        ]
        position = 0
        while position < len(words):
            run = self._run(document, words, position)
            if run:
                candidate = self._grade(document, run)
                if candidate is not None:
                    yield candidate
            position += max(1, len(run))

    def _word_start(self, document: Document, position: int) -> int:
        while position > 0 and document.cased[position - 1].isalpha():
            position -= 1
        return position

    def _word_end(self, document: Document, position: int) -> int:
        while position < len(document.cased) and document.cased[position].isalpha():
            position += 1
        return position

    def _run(self, document: Document, words: list[_Word], position: int) -> list[_Word]:
        """The longest run of words from ``position`` that may be one name."""
        run: list[_Word] = []
        for word in words[position : position + _MAX_WORDS]:
            if run and document.cased[run[-1].end : word.start] != " ":
                break
            if run and run[-1].cased.endswith(".") and len(run[-1].cased) > _TWO:
                break
            if not self._fits(word, run):
                break
            run.append(word)
        while run and run[-1].folded in self._particles:
            run.pop()
        return run

    def _fits(self, word: _Word, run: list[_Word]) -> bool:
        bare = word.folded.rstrip(".")
        if (
            bare in self._stops
            or bare.endswith(self._roles)
            or (word.cased.isupper() and len(bare) > _TWO and bare not in self._given and bare not in self._surnames)
        ):
            return False
        if run and bare in self._particles:
            return True
        if word.capital:
            return True
        listed = bare in self._given or (bool(run) and (bare in self._surnames or bare.endswith(self._endings)))
        return listed and (not run or not run[0].capital)

    def _grade(self, document: Document, run: list[_Word]) -> Candidate | None:
        signs = list(dict.fromkeys(self._signs(document, run)))
        reasons = tuple(Reason(WORDING[sign], self._persons.weights.get(sign, 0.0)) for sign in signs)
        score = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
        if score < self.rule.threshold:
            return None
        end = run[-1].end - run[-1].cased.endswith(".")
        return Candidate(run[0].start, end, round(score, 4), self.entity, self.rule.id, reasons=reasons)

    def _signs(self, document: Document, run: list[_Word]) -> Iterator[str]:
        yield from self._list_signs(run)
        start, end = run[0].start, run[-1].end
        before = document.folded[max(0, start - 60) : start]
        for name, expression in self._before.items():
            if expression.search(before):
                yield name
        if self._in_signature(document, start):
            yield "closing"
        if any(self._fields.fullmatch(name) for name in document.field_names(start)):
            yield "field"
        if not run[0].capital:
            yield "small" if len(run) > 1 else "small-single"
        elif len(run) == 1 and _starts_sentence(document, start):
            yield "sentence-start"
        yield from _layout_signs(before, document.folded[end : end + 60])
        if self._is_paired(document, start, end):
            yield "pair"
        if self._follower.match(document.folded, end, end + 40) or _is_embedded(document, start, end, len(run)):
            yield "follower"

    def _list_signs(self, run: list[_Word]) -> Iterator[str]:
        first, last = run[0].folded.rstrip("."), run[-1].folded.rstrip(".")
        parts = first.split("-")
        if first in self._given.sure or (len(parts) > 1 and all(part in self._given for part in parts)):
            yield "given"
        elif first in self._given.ambiguous:
            yield "given-ambiguous"
        elif len(first) == 1 and len(run) > 1:
            yield "initial"
        if len(run) == 1:
            if last in self._surnames.sure and last not in self._given:
                yield "surname"
            return
        if last in self._surnames or any(part in self._surnames for part in last.split("-")):
            yield "surname"
        elif last.endswith(self._endings):
            yield "surname-shape"
        if run[-1].capital:
            yield "second"

    def _in_signature(self, document: Document, start: int) -> bool:
        """Whether a closing phrase stands shortly before, on this line or one of the lines above."""
        before = document.folded[max(0, start - 120) : start]
        return self._closing.search(before) is not None

    def _is_paired(self, document: Document, start: int, end: int) -> bool:
        """Whether "og" joins the name to a listed given name."""
        after = re.match(r" (?:og|&|and) ([a-z\-]+)", document.folded[end : end + 40])
        before = re.search(
            r"([a-z\-]+)(?: (?:og|&|and) |[\"']?[,;|\t] ?[\"']?)\Z", document.folded[max(0, start - 40) : start]
        )
        return any(match is not None and match[1] in self._given for match in (after, before))


def _layout_signs(before: str, after: str) -> Iterator[str]:
    """What stands round the name on its line."""
    line_before = before[before.rfind("\n") + 1 :].strip(" \t>")
    line_after = after.partition("\n")[0].strip()
    if not line_before and (not line_after or not line_after[0].isalnum()):
        yield "own-line"
    if _MAIL_BOX.match(after):
        yield "address"


def _is_embedded(document: Document, start: int, end: int, words: int) -> bool:
    """Whether the words are part of a path, an address, an expression, a product's name or a company's."""
    before, after = document.folded[max(0, start - 1) : start], document.folded[end : end + 40]
    if before in {"/", "@", "_", "\\", "#", "$", "."} or re.match(r"[/@_\\(=]|\.[a-z0-9]|-\d", after):
        return True
    if words == 1 and re.match(r" \d{1,2}(?:[^\d\s]| [a-z])", after):
        return True
    return re.match(r"(?: (?:og|&) [a-z]+){0,2} (?:as|asa|ans|da|ab)\b", after) is not None


def _starts_sentence(document: Document, start: int) -> bool:
    before = document.folded[max(0, start - 4) : start].rstrip(" \t\"'>-*")
    return not before or before[-1] in ".!?\n:;"
