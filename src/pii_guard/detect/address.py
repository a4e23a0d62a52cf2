"""Postal addresses: street and house number, post code and place, post boxes, and numbers of properties."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.deferred import deferred
from pii_guard.detect.address_parts import Tail, box_at, number_before, tail_at
from pii_guard.detect.candidate import Candidate
from pii_guard.detect.context import field_pattern
from pii_guard.detect.phrase_groups import PhraseGroups
from pii_guard.model import Reason
from pii_guard.rulepack.names import given_names
from pii_guard.rulepack.phrases import spellings
from pii_guard.rulepack.rarity import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.candidate import Document, Hit
    from pii_guard.rulepack.schema import Addresses, Rule

_REACH = 48
_LEAD_REACH = 40
_MAX_NAME = 4
_SHORT_STEM = 2
_COMMON = 60.0
"""How often a word is met in a million words of running text when it is too common to be a street's name."""
_WORD = deferred(r"[a-z][a-z.\-']*")
_ANY_WORD = deferred(r"[^\W_]+")
_PROPERTY = deferred(r"gnr\.? ?\d{1,4}[ ,./]{1,3}(?:og )?bnr\.? ?\d{1,4}(?:[ ,./]{1,3}(?:snr|fnr)\.? ?\d{1,4}){0,2}")
_MUNICIPALITY = deferred(r",? (?:i|pa) [a-z\-]+|,? [a-z\-]+ kommune|,? [a-z]+ ?\(\d{4}\)")
_BEFORE_BOX = deferred(r"(?:postboks|pb\.?|p\.b\.|boks) ?\Z")
_PROPERTY_ANCHOR = r"\bgnr\.? ?\d"
_BOX_ANCHOR = r"\b(?:postboks|pb\.?|p\.b\.|boks) ?\d"
_CODE_ANCHOR = r"\d(?: ?[a-z])?(?:[,;] ?|[ \t]*\n[ \t>]*| |>\s*<\w{1,4}>)(?:no?-)?\d{4} [a-z]"
_OTHER_ANCHORS = (_PROPERTY_ANCHOR, _BOX_ANCHOR, _CODE_ANCHOR)
"""Anchors that do not end in the number of a house; they stand first."""
_FIRST_PARTS = frozenset({
    "ovre", "oevre", "nedre", "store", "lille", "gamle", "nye", "indre", "ytre", "nordre", "sondre", "soendre",
    "ostre", "oestre", "vestre", "midtre", "st", "st.", "sankt",
})  # fmt: skip
"""Words that stand before a street's own name, folded."""

WORDING = {
    "street": "a Norwegian street name with a house number",
    "bare": "a street word that is a word by itself, with a number",
    "separate": "a name, a street word and a house number",
    "loose": "a name, a word for a place in a town and a number",
    "place": "a place of the post's list",
    "place-like": "four digits and a word where a place would stand",
    "lead": "a lead word for addresses before it",
    "field": "the field is one for addresses",
    "small": "written without capitals",
    "box": "a post box",
    "property": "the numbers of a property (gnr, bnr)",
    "municipality": "the municipality is named",
    "named": "a word and a number where a street would stand",
    "refused": "a word that is no street",
}


class _Line(NamedTuple):
    """The street before a house number."""

    start: int
    kind: str
    word: str
    """Its last word, folded."""


class AddressDetector:
    """One rule with ``detect: {kind: addresses}``."""

    def __init__(self, rule: Rule, addresses: Addresses) -> None:
        self.rule = rule
        self.entity = rule.entity
        self._addresses = addresses

    @property
    def anchors(self) -> Sequence[str]:
        """What stands before a house number, or what a post code stands behind."""
        words = "|".join(re.escape(ending) for ending in self._endings if "." not in ending)
        short = "|".join(re.escape(ending) for ending in self._endings if "." in ending)
        apart = "|".join(re.escape(word) for word in sorted(self._separate | self._loose))
        return (
            _PROPERTY_ANCHOR,
            _BOX_ANCHOR,
            _CODE_ANCHOR,
            rf"(?:{words}) \d",
            rf"(?:{short}) ?\d",
            rf"\b(?:{apart}) \d",
        )

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(_ways(self._addresses.endings))

    @cached_property
    def _separate(self) -> frozenset[str]:
        return frozenset(_ways(self._addresses.separate))

    @cached_property
    def _loose(self) -> frozenset[str]:
        return frozenset(_ways(self._addresses.loose))

    @cached_property
    def _fields(self) -> re.Pattern[str]:
        return field_pattern(self._addresses.fields)

    @cached_property
    def _refused(self) -> PhraseGroups:
        return PhraseGroups([self._addresses.refused])

    @cached_property
    def _leads(self) -> PhraseGroups:
        return PhraseGroups([self._addresses.leads])

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Candidate]:
        """Addresses round the anchors."""
        high = -1
        for hit in hits:
            candidate = self._at(document, hit)
            if candidate is not None and candidate.start >= high:
                high = candidate.end
                yield candidate

    def _at(self, document: Document, hit: Hit) -> Candidate | None:
        number: int | None = hit.end - 1
        kind = _OTHER_ANCHORS[hit.anchor] if hit.anchor < len(_OTHER_ANCHORS) else ""
        if kind == _PROPERTY_ANCHOR:
            return self._property(document, hit.end)
        if kind == _BOX_ANCHOR:
            return self._box(document, hit.end - 1)
        if kind == _CODE_ANCHOR:
            number = number_before(document.folded, hit.end - len("0000 a"))
        return None if number is None else self._street_address(document, number)

    def _street_address(self, document: Document, number: int) -> Candidate | None:
        tail = tail_at(document, number)
        line = self._line(document, number) if tail is not None else None
        if tail is None or line is None or (line.kind == "named" and not (tail.code and tail.known)):
            return None
        return self._graded(document, line.start, tail, [line.kind, *self._doubts(document, line, tail)])

    def _line(self, document: Document, number: int) -> _Line | None:
        """The street that ends before the house number at ``number``."""
        low = max(0, number - _REACH)
        text = document.folded
        end = number
        while end > low and text[end - 1] == " ":
            end -= 1
        words = _words_before(text, low, end)
        if not words or number - end > 1:
            return None
        start, last = words[0]
        if last in given_names().sure:
            return None
        if last.endswith(self._endings) and (number > end or last.endswith(".")):
            return self._street(document, words)
        if last in self._separate or last in self._loose:
            begin = _name_start(document, words[1:])
            kind = "separate" if last in self._separate else "loose"
            return _Line(begin, kind, last) if begin is not None else _Line(start, "bare", last)
        begin = start
        if document.cased[start].isupper() and len(words) > 1 and document.cased[words[1][0]].isupper():
            begin = words[1][0]
        return _Line(begin, "named", last) if len(last) > _SHORT_STEM else None

    def _street(self, document: Document, words: list[tuple[int, str]]) -> _Line:
        start, last = words[0]
        longest = max((ending for ending in self._endings if last.endswith(ending)), key=len)
        is_bare = len(last) - len(longest) < _SHORT_STEM and document.cased[start] not in "Åå"
        if len(words) > 1 and (words[1][1] in _FIRST_PARTS or last in self._separate or last in self._loose):
            begin = _name_start(document, words[1:])
            if begin is not None:
                kind = "street" if not is_bare else "separate" if last in self._separate else "loose"
                return _Line(begin, kind, last)
        return _Line(start, "bare" if is_bare else "street", last)

    def _doubts(self, document: Document, line: _Line, tail: Tail) -> Iterator[str]:
        if tail.known or tail.code:
            yield "place" if tail.known else "place-like"
        elif any(self._refused.find([line.word])) or (
            line.kind == "street" and frequency(rf"\b{line.word}\b") > _COMMON
        ):
            yield "refused"
        if not document.cased[line.start].isupper():
            yield "small"

    def _box(self, document: Document, number: int) -> Candidate | None:
        before = _BEFORE_BOX.search(document.folded, max(0, number - 12), number)
        tail = box_at(document, number)
        if before is None or tail is None:
            return None
        signs = ["place"] if tail.known else [] if document.cased[before.start()].isupper() else ["small"]
        return self._graded(document, before.start(), tail, ["box", *signs])

    def _property(self, document: Document, position: int) -> Candidate | None:
        start = document.folded.rfind("gnr", max(0, position - 8), position)
        match = _PROPERTY.match(document.folded, start) if start >= 0 else None
        if match is None:
            return None
        named = ["municipality"] if _MUNICIPALITY.match(document.folded, match.end()) else []
        return self._graded(document, start, Tail(match.end(), code=False, known=False), ["property", *named])

    def _graded(self, document: Document, start: int, tail: Tail, signs: list[str]) -> Candidate | None:
        signs = [*signs, *self._surroundings(document, start)]
        reasons = tuple(Reason(WORDING[sign], self._addresses.weights.get(sign, 0.0)) for sign in signs)
        score = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
        if score < self.rule.threshold:
            return None
        return Candidate(start, tail.end, round(score, 4), self.entity, self.rule.id, reasons=reasons)

    def _surroundings(self, document: Document, start: int) -> Iterator[str]:
        before = document.lowered[max(0, start - _LEAD_REACH) : start]
        words = list(_ANY_WORD.finditer(before))
        met = self._leads.find([word[0] for word in words])
        if any(len(before) - words[meeting.last].end() <= _SHORT_STEM + 2 for _, meeting in met):
            yield "lead"
        if any(self._fields.fullmatch(name) for name in document.field_names(start)):
            yield "field"


def _words_before(text: str, low: int, end: int) -> list[tuple[int, str]]:
    """Up to five words before ``end`` with single spaces between them, the last first."""
    found: list[tuple[int, str]] = []
    while len(found) <= _MAX_NAME and end > low:
        start = end
        while start > low and (
            text[start - 1].isalpha() or text[start - 1] in "-'" or (start == end and text[start - 1] == ".")
        ):
            start -= 1
        while start < end and text[start] == "'":  # the quotation mark of a string, as in SQL
            start += 1
        if start == end or not _WORD.fullmatch(text, start, end) or (start and text[start - 1] in "_/@\\"):
            break
        found.append((start, text[start:end]))
        if start == low or text[start - 1] != " ":
            break
        end = start - 1
    return found


def _name_start(document: Document, words: list[tuple[int, str]]) -> int | None:
    """Where the name before a street word begins: its first capital, or in small letters its first uncommon word."""
    begin: int | None = None
    street = document.cased[words[0][0] + len(words[0][1]) + 1 :][:1] if words else ""
    capital = bool(words) and document.cased[words[0][0]].isupper()
    for start, word in words[: _MAX_NAME - 1]:
        written = document.cased[start : start + len(word)]
        if capital and (not written[0].isupper() or _is_keyword(written, street)):
            break
        is_given = capital and word in given_names().sure
        if word not in _FIRST_PARTS and not is_given and frequency(rf"\b{word.rstrip('.')}\b") > _COMMON:
            break
        begin = start
    return begin


def _is_keyword(written: str, street: str) -> bool:
    """Whether a word is shouted before a street word in small letters, as SQL's are ("FROM vei 3")."""
    return street.islower() and len(written) > _SHORT_STEM and written.isupper()


def _ways(words: Sequence[str]) -> list[str]:
    """All folded spellings, longest first, in a fixed order."""
    return sorted({spelling for word in words for spelling in spellings(word)}, key=lambda s: (-len(s), s))
