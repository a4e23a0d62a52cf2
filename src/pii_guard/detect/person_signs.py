"""What speaks for and against a run of words being a person's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.deferred import deferred
from pii_guard.detect.context import field_pattern
from pii_guard.detect.phrase_groups import PhraseGroups
from pii_guard.normalise import fold
from pii_guard.rulepack.names import towns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.candidate import Document
    from pii_guard.detect.person_runs import Word
    from pii_guard.rulepack.names import Names
    from pii_guard.rulepack.schema import Persons

_REACH = 70
_TOKEN = deferred(r"[^\W_]+")
_GAP = deferred(r"(?:[ \t,.\-(\"'>«]|:\s{0,3}){0,5}")
"""What may stand between a lead word and the name."""
_CLOSING_GAP = deferred(r"[ \t,.:!]*\n?(?:[ \t>]*\n)*[ \t>*–-]*")
_MAIL_BOX = deferred(r"[ \"']{0,2}<[a-z0-9._%+\-]+@")
_CONTACT = deferred(
    r",?[ \n]{1,2}(?:/ ?)?(?:(?:tlf|mob|tel|telefon|mobil)\.?:? ?)?"
    r"(?:\+47 ?|0047 ?)?(?:[2-9]\d[\d ]{6,9}|[a-z0-9._\-]+@)"
)
_AGE = deferred(r" \((?:\d{1,2}|f\.? ?\d)|, \d{1,2} ar\b|,? \d{1,2}[- ]ar(?:ing)?\b")
_COPYRIGHT = deferred(r"copyright (?:\(c\) )?[\d\-, ]{4,12}\Z")
_MONTHS = frozenset({
    "jan", "feb", "mar", "mars", "april", "mai", "june", "juni", "juli", "july", "aug", "august", "sep", "okt",
    "nov", "des", "dec",
})  # fmt: skip
_COMPANY = deferred(r"(?: (?:og|&) [a-z]+){0,2} (?:as|asa|ans)\b")
_ASSISTANT = deferred(r",? (?:den|din|var) (?:digitale|virtuelle|automatiske|nye digitale) ")
_STREET_NUMBER = deferred(r" \d{1,4} ?[a-z]?,?[^\n]{0,24}\n?\d{4} [a-z]")
_AND = deferred(r" (?:og|&|and) ([a-z\-]+)")
_BESIDE = deferred(r"([a-z\-]+)(?: (?:og|&|and) |[\"']?[,;|\t] ?[\"']?)\Z")
_LISTED = frozenset({"given", "given-ambiguous", "given-shape", "surname", "surname-shape"})
_QUOTED = frozenset({"''", '""'})
_ANY_NAME = frozenset({"navn", "namn", "name", "display", "displayname", "title"})
"""Fields that hold the names of things as well."""
RELATIVE = (
    r"\b(?:(?:mann|kone|far|mor|bror|soster|syster|sonn|son|datter|dotter|samboer|sambuar|kjaereste|kjareste|venn|"
    r"venninne|nabo|kollega|lege|fastlege|tannlege|psykolog|montor|mekaniker|vaktmester)(?:en|a|an|n|ren|ret)?|kona|venninna"
    r"|daughter|husband|wife|brother|sister|flatmate|neighbour)(?: (?:min|mi|var|hans|hennes|hennar|deres))?,? "
)
"""A relative, a friend or somebody at work, directly before the name that tells who it is."""
_RELATIVE = deferred(RELATIVE + r"\Z")
_GETS = deferred(r"får,? \Z")
"""What folds to a father and is none."""
_ABBREVIATION = 3
"""Letters of a company form: in small letters they are words (da, sa, ba)."""
_GROUPS = ("lead", "greeting", "kin", "closing", "told", "preceder", "label")


class Surroundings:
    """The signs of one rule, ready to be looked for."""

    def __init__(self, persons: Persons, given: Names, surnames: Names) -> None:
        self._given = given
        self._surnames = surnames
        self._fields = field_pattern(persons.fields)
        self._endings = tuple(fold(ending).text for ending in persons.surname_endings)
        self._given_endings = tuple(fold(ending).text for ending in persons.given_endings)
        groups = (
            persons.leads, persons.greetings, persons.kin, persons.closings, persons.told, persons.preceders,
            persons.labels,
        )  # fmt: skip
        self._before = PhraseGroups(groups, from_last=True)
        self._followers = PhraseGroups([persons.followers])

    def of(self, document: Document, run: Sequence[Word]) -> Iterator[str]:
        """The signs that hold for a run of words."""
        words = tuple(self._words(run))
        yield from words
        start, end = run[0].start, run[-1].end
        before = document.folded[max(0, start - _REACH) : start]
        after = document.folded[end : end + _REACH]
        yield from self._led(document, start)
        if (
            "uncommon" in words
            and _RELATIVE.search(before)
            and not _GETS.search(document.lowered[max(0, start - _REACH) : start])
        ):
            yield "relative"
        if _COPYRIGHT.search(before):
            yield "lead"
        is_name = bool(_LISTED.intersection(words)) or (len(run) > 1 and before[-1:] + after[:1] in _QUOTED)
        if any(self._fields.fullmatch(n) and (is_name or n not in _ANY_NAME) for n in document.field_names(start)):
            yield "field"
        if run[0].cased[0].islower():
            yield "small" if len(run) > 1 else "small-single"
        elif len(run) == 1 and _starts_sentence(before):
            yield "sentence-start"
        elif words[0] == "given-ambiguous" and len(run) == 1:
            yield "within"
        if len(run) > 1 or not run[0].cased[0].islower():
            yield from _layout(document, end, before, after)
            if self._is_paired(before, after):
                yield "pair"
        if self._is_followed(document, end) or _is_embedded(before, after, run):
            yield "follower"

    def _words(self, run: Sequence[Word]) -> Iterator[str]:
        yield from self._first(run)
        if not any(word.is_ordinary and word.bare not in self._given for word in run):
            yield "uncommon"
        yield from self._last(run) if len(run) > 1 else self._single(run[0])

    def _first(self, run: Sequence[Word]) -> Iterator[str]:
        first = run[0].bare
        parts = first.split("-")
        if first in self._given.sure or (len(parts) > 1 and all(part in self._given for part in parts)):
            yield "given"
        elif first in self._given.ambiguous:
            yield "given-ambiguous"
        elif run[0].is_initial and len(run) > 1:
            yield "initial"
        elif any(part in self._given.sure for part in parts) or first.endswith(self._given_endings):
            yield "given-shape"

    def _last(self, run: Sequence[Word]) -> Iterator[str]:
        first, last = run[0].bare, run[-1].bare
        if last in self._surnames or any(part in self._surnames for part in last.split("-")):
            yield "surname"
        elif last in self._given.sure:
            yield "given-second"
        elif last.endswith(self._endings):
            yield "surname-shape"
        if run[-1].cased[0].isupper():
            yield "second"
        if run[0].is_ordinary and first not in self._given and first not in self._surnames:
            yield "ordinary"

    def _single(self, word: Word) -> Iterator[str]:
        if word.bare in self._given:
            return
        if word.bare in self._surnames.sure:
            yield "surname"
        elif word.is_ordinary:
            yield "ordinary"
        if word.bare in towns():
            yield "place"

    def _led(self, document: Document, start: int) -> Iterator[str]:
        """What the words directly before say."""
        text = document.lowered
        low = max(0, start - 2 * _REACH)
        while 0 < low < start and text[low - 1].isalnum():
            low += 1
        words = list(_TOKEN.finditer(text, low, start))
        if not words:
            return
        gap = document.folded[words[-1].end() : start]
        close, closing = _GAP.fullmatch(gap) is not None, _CLOSING_GAP.fullmatch(gap) is not None
        if not (close or closing):
            return
        for number, _ in self._before.find_at([word[0] for word in words], len(words) - 1):
            group = _GROUPS[number]
            if group == "label":
                if close and ":" in gap:
                    yield "lead"
            elif closing if group == "closing" else close:
                yield group

    def _is_paired(self, before: str, after: str) -> bool:
        """Whether "og" joins the name to a listed given name."""
        return any(
            match is not None and match[1] in self._given for match in (_AND.match(after), _BESIDE.search(before))
        )

    def _is_followed(self, document: Document, end: int) -> bool:
        if not document.lowered.startswith((" ", "-"), end):
            return False
        words = list(_TOKEN.finditer(document.lowered, end, end + 40))
        if not words or (len(words[0][0]) <= _ABBREVIATION and not document.cased[words[0].start()].isupper()):
            return False
        return next(self._followers.find_at([word[0] for word in words], 0), None) is not None


def _layout(document: Document, end: int, before: str, after: str) -> Iterator[str]:
    """What stands round the name on its line."""
    line_before = before[before.rfind("\n") + 1 :].strip(" \t>")
    line_after = after.partition("\n")[0].strip()
    if not line_before and (not line_after or not line_after[0].isalnum()):
        yield "own-line"
        if before.endswith("\n\n") and not document.folded[end : end + _REACH].strip(" \n."):
            yield "last-line"
    if _MAIL_BOX.match(after):
        yield "address"
    elif _CONTACT.match(after):
        yield "contact"
    if _AGE.match(after):
        yield "age"


def _is_embedded(before: str, after: str, run: Sequence[Word]) -> bool:
    """Whether the words are part of a path, an address, an expression, a product's name or a company's."""
    if before[-1:] in {"/", "@", "_", "\\", "#", "$", "."} or re.match(r"[/@_\\(=]|\.[a-z0-9]|-\d| \(bot\)", after):
        return True
    if len(run) == 1 and re.match(r" \d{1,2}(?:[^\d\s]| [a-z])", after):
        return True
    if _ASSISTANT.match(after):
        return True
    if run[-1].bare in _MONTHS and (re.match(r"\.? \d", after) or re.search(r"\d\.? \Z", before)):
        return True
    return _COMPANY.match(after) is not None or _STREET_NUMBER.match(after) is not None


def _starts_sentence(before: str) -> bool:
    before = before.rstrip(" \t\"'>-*")
    return not before or before[-1] in ".!?\n:;"
