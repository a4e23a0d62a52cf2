"""Names of persons by rule: runs of name-like words, graded by lists, lead words, signatures and fields."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pii_guard.deferred import deferred
from pii_guard.detect.candidate import Candidate
from pii_guard.detect.person_runs import next_word, previous_word, run_from, run_round, word_at
from pii_guard.detect.person_signs import RELATIVE, Surroundings
from pii_guard.model import Reason
from pii_guard.normalise import fold
from pii_guard.rulepack.names import Names, given_names, surnames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.candidate import Document, Hit
    from pii_guard.detect.person_runs import Word
    from pii_guard.rulepack.schema import Persons, Rule

_WORDS = deferred(r"[a-z]{2,}")
_TO_NAME = deferred(r"[\s,:\"'>.!(\-]{0,6}(?=[^\W\d_])")
"""What may stand between a word that names follow and the name."""
_TWO = 2

WORDING = {
    "given": "a given name of Statistics Norway's list",
    "given-ambiguous": "a given name that is also a word",
    "given-shape": "ends as Norwegian given names do",
    "surname": "a surname of Statistics Norway's list",
    "surname-shape": "ends as Norwegian surnames do",
    "given-second": "the second word is a given name as well",
    "second": "a second capitalised word follows",
    "uncommon": "no word of it is an ordinary one",
    "initial": "an initial stands before a surname",
    "lead": "a lead word for names before it",
    "told": "said to be what somebody is called",
    "greeting": "a greeting before it",
    "closing": "stands in a signature",
    "kin": "a relative or a role before it",
    "relative": "tells who a relative or a helper is",
    "field": "the field is one for names",
    "own-line": "stands alone on its line",
    "last-line": "stands alone on the last line",
    "pair": "joined to another name",
    "address": "an e-mail address follows",
    "contact": "a phone number or an e-mail address follows",
    "age": "an age follows",
    "within": "the capital is not that of a sentence",
    "sentence-start": "the capital is that of a sentence",
    "small": "written without capitals",
    "small-single": "a single word without a capital",
    "follower": "what follows makes it something else",
    "preceder": "what stands before makes it something else",
    "ordinary": "begins with an ordinary word",
    "place": "the name of a place",
}
"""The signs, as users read them; their weights are in the rule."""

_LEADS = (
    r"\b(?:mvh|hilsen|helsing|heter|heiter|heitte|het|navn|namn|hels|regards|author|signed-off-by|mottaker|kontakt)\b"
)
_CONTACT = r"[a-z],? (?:tlf\.? ?|mob\.? ?|\+47 ?)?[2-9]\d\d? ?\d{2,3} ?\d{2,3}"
_MAIL = r"[a-z]{2},?[ \n]<?[a-z0-9.\-_]{2,30}@"
_LAST_LINE = r"\n\n[a-z\-.]{2,}(?: [a-z\-.]{2,}){0,2}\s?(?:\0|$)"


_CLOSINGS = r"\b(?:rgds|best|cheers|klem|vh|spor etter),?\s"
_FAREWELLS = r"\b(?:helg|dag|takk|thanks|forhand|forehand|hjelpen|hjelpa)[,.!]?\n"
_BEFORE_NAME = (_LEADS, _CLOSINGS, _FAREWELLS, RELATIVE, r"name[\"'] ?:", r"copyright (?:\(c\) )?\d{4}")
_BESIDE = (*_BEFORE_NAME, _CONTACT, _MAIL, _LAST_LINE)
"""Anchors that are no names themselves."""


class PersonDetector:
    """One rule with ``detect: {kind: persons}``."""

    def __init__(self, rule: Rule, persons: Persons) -> None:
        self.rule = rule
        self.entity = rule.entity
        self._persons = persons

    @cached_property
    def _given(self) -> Names:
        return given_names()

    @cached_property
    def _surnames(self) -> Names:
        return surnames()

    @property
    def anchors(self) -> Sequence[str]:
        """The words and signs that stand beside names, and every name that is no ordinary word."""
        return (*_BESIDE, *self._name_anchors())

    @cached_property
    def _signs(self) -> Surroundings:
        return Surroundings(self._persons, self._given, self._surnames)

    @cached_property
    def _particles(self) -> frozenset[str]:
        return frozenset(fold(word).text for word in self._persons.particles)

    @cached_property
    def _leading(self) -> tuple[str, ...]:
        """What a name follows, but for relatives."""
        persons = self._persons
        return (*persons.closings, *persons.greetings, *persons.leads, *persons.labels)

    @cached_property
    def _stops(self) -> frozenset[str]:
        led = fold(" ".join(self._leading)).text
        stops = fold(" ".join((*self._persons.stops, *self._persons.kin))).text
        words = {word for word in _WORDS.findall(led) if word not in self._given}.union(_WORDS.findall(stops))
        return frozenset(words - self._particles)

    @cached_property
    def _cues(self) -> frozenset[str]:
        """Last words of what may stand before a name, for a quick look at names without a capital."""
        phrases = (*self._leading, *self._persons.kin)
        return frozenset(words[-1] for phrase in phrases if (words := _WORDS.findall(fold(phrase).text)))

    @cached_property
    def _roles(self) -> tuple[str, ...]:
        return tuple(fold(ending).text for ending in self._persons.role_endings)

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(fold(ending).text for ending in self._persons.surname_endings)

    def _name_anchors(self) -> Iterator[str]:
        known = self._given.sure | self._given.ambiguous - self._given.frequent | self._surnames.sure
        for name in sorted(known):
            if name.isascii() and len(name) > _TWO:
                yield rf"\b{name if name.isalpha() else re.escape(name)}\b"

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Candidate]:
        """Names round the anchors."""
        high = -1
        for hit in hits:
            if hit.end <= high:
                continue
            run = self._run(document, hit)
            if run and run[0].start >= high:
                high = run[-1].end
                candidate = self._grade(document, run)
                if candidate is not None:
                    yield candidate

    def _run(self, document: Document, hit: Hit) -> list[Word]:
        """The words that the anchor says may be a name."""
        if hit.anchor >= len(_BESIDE):
            word = word_at(document, hit.end - 1)
            if word is None or not (word.cased[0].isupper() or self._may_be_small(document, word)):
                return []
            return run_round(document, word, self._fits)
        kind = _BESIDE[hit.anchor]
        if kind in _BEFORE_NAME:
            begin = _TO_NAME.match(document.cased, hit.end)
            word = word_at(document, begin.end()) if begin is not None else None
            return run_from(document, word, self._fits) if word is not None else []
        position = (
            self._before_contact(document, hit.end) if kind != _LAST_LINE else self._in_last_line(document, hit.end)
        )
        word = word_at(document, position) if position >= 0 else None
        return run_round(document, word, self._fits) if word is not None and word.capital else []

    @staticmethod
    def _before_contact(document: Document, end: int) -> int:
        """The last letter before the phone number or address that an anchor ends in."""
        text = document.folded
        match = re.search(r"([a-z]),? (?:(?:tlf|mob)\.? ?|\+47 ?)?[<a-z0-9.\-_+@ \n]*\Z", text[max(0, end - 48) : end])
        while match is not None and re.match(r"[a-z]* ?(?:tlf|mob)", text[max(0, end - 48) : end][match.start(1) :]):
            return -1
        return max(0, end - 48) + match.start(1) if match is not None else -1

    @staticmethod
    def _in_last_line(document: Document, end: int) -> int:
        return document.last if end >= document.last else -1

    def _may_be_small(self, document: Document, word: Word) -> bool:
        """Whether a name in small letters has another name or a lead word beside it."""
        before, after = previous_word(document, word.start), next_word(document, word.end)
        if after is not None and self._is_listed(after):
            return True
        if before is None:
            line = document.folded.rfind("\n", max(0, word.start - 40), word.start)
            return line >= 0 and not document.folded[line : word.start].strip()
        return before.bare in self._cues or self._is_listed(before)

    def _fits(self, word: Word, run: Sequence[Word]) -> bool:
        bare = word.bare
        listed = self._is_listed(word)
        shouts = word.cased.isupper() and len(bare) > 1 and not listed
        may_be_name = word.capital and bare in self._given and (not run or run[0].bare in self._given)
        if (bare in self._stops and not may_be_name) or shouts or bare.endswith(self._roles):
            return False
        if run and (bare in self._particles or (word.is_initial and word.cased[0].isupper())):
            return True
        if word.capital or (word.cased.isupper() and listed and len(bare) > _TWO):
            return not (run and run[0].cased[0].islower())
        known = bare in self._given or (bool(run) and (bare in self._surnames or bare.endswith(self._endings)))
        return known and (not run or not run[0].capital)

    def _grade(self, document: Document, run: list[Word]) -> Candidate | None:
        run = self._trimmed(run)
        if not run or (len(run) == 1 and run[0].cased.isupper() and len(run[0].cased) <= _TWO + 1):
            return None
        signs = list(dict.fromkeys(self._signs.of(document, run)))
        reasons = tuple(Reason(WORDING[sign], self._persons.weights.get(sign, 0.0)) for sign in signs)
        score = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
        if score < self.rule.threshold:
            return None
        end = run[-1].end - run[-1].cased.endswith(".")
        return Candidate(run[0].start, end, round(score, 4), self.entity, self.rule.id, reasons=reasons)

    def _trimmed(self, run: list[Word]) -> list[Word]:
        """The run without particles at its end, and without a first word that is no name here.

        An ordinary word may only begin a sentence; a name such as Siri or Mai is one with another name behind it.
        """
        while run and run[-1].bare in self._particles and not run[-1].cased[0].isupper():
            run = run[:-1]
        if len(run) > 1 and run[0].is_ordinary and not self._is_listed(run[0]):
            run = run[1:]
        if run and run[0].bare in self._stops and not (len(run) > 1 and self._is_listed(run[1])):
            run = run[1:]
        return run

    def _is_listed(self, word: Word) -> bool:
        return word.bare in self._given or word.bare in self._surnames
