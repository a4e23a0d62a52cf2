"""Postal addresses: street and house number, post code and place, post boxes, and numbers of properties."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pii_guard.detect.candidate import Candidate
from pii_guard.detect.context import field_pattern
from pii_guard.model import Reason
from pii_guard.rulepack.names import places
from pii_guard.rulepack.phrases import compile_any, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.candidate import Document
    from pii_guard.rulepack.schema import Addresses, Rule

_REACH = 80
_NUMBER = r"\d{1,4}(?: ?[a-z](?![a-z]))?(?:\s?[-/]\s?\d{1,4}(?![\d.]))?"
_UNIT = (
    r"(?:,? (?:oppg(?:ang)?\.? ?[a-z0-9]|[hulk][0-9]{4}|leil(?:ighet)?\.? ?\d{1,4}|\d{1,2}\. ?etg?(?:asje)?\.?)"
    r"(?![a-z0-9]))?"
)
_JOINT = r"(?:\s?[,;]\s{0,2}|[ \t]*\n[ \t>]*|[ \t]+|</\w+>\s*<\w+>)"
_PLACE = r"(?P<code>\d{4}) (?P<place>[a-z][a-z.\-]+(?: (?:i |pa )?[a-z][a-z\-]+)?)"

_FIRST_PARTS = (
    *("ovre", "oevre", "nedre", "store", "lille", "gamle", "nye", "indre", "ytre", "nordre", "sondre", "soendre"),
    *("ostre", "oestre", "vestre", "midtre", r"st\.?", "sankt"),
)
"""Words that stand before a street's own name, folded."""

WORDING = {
    "street": "a Norwegian street name with a house number",
    "separate": "a name, a street word and a house number",
    "place": "a post code and its place",
    "place-like": "four digits and a word where a place would stand",
    "lead": "a lead word for addresses before it",
    "field": "the field is one for addresses",
    "small": "written without capitals",
    "box": "a post box",
    "property": "the numbers of a property (gnr, bnr)",
    "named": "a word and a number where a street would stand",
}


class AddressDetector:
    """One rule with ``detect: {kind: addresses}``."""

    def __init__(self, rule: Rule, addresses: Addresses) -> None:
        self.rule = rule
        self.entity = rule.entity
        self._addresses = addresses
        endings = "|".join(_alternatives(addresses.endings))
        separate = "|".join(_alternatives(addresses.separate))
        self._street = rf"(?:(?:{'|'.join(_FIRST_PARTS)}) )?[a-z][a-z\-]*?(?:{endings})"
        self._apart = rf"(?:[a-z][a-z.\-]* ){{1,3}}(?:{separate})"
        self._lead = re.compile(rf"(?:{compile_any(addresses.leads)})[\s:,]{{0,4}}\Z")
        self._refused = re.compile(compile_any(addresses.refused))
        self._fields = field_pattern(addresses.fields)
        self.anchors: Sequence[str] = (
            rf"(?:{endings})[ .]{{1,2}}\d",
            rf"\b(?:{separate})[ .]{{1,2}}\d",
            r"\b(?:postboks|pb\.?|p\.b\.|boks) ?\d",
            r"\bgnr\.? ?\d",
            r"[, \n]\d{4} [a-z]{2}",
        )

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w\-])(?P<value>(?P<line>(?P<street>{self._street})\.? (?P<no>{_NUMBER})"
            rf"|(?P<apart>{self._apart}) {_NUMBER}"
            rf"|(?P<box>(?:postboks|pb\.?|p\.b\.|boks) ?\d{{1,5}})"
            rf"|(?P<property>gnr\.? ?\d{{1,4}}[ ,./]{{1,3}}bnr\.? ?\d{{1,4}})"
            rf"|(?P<named>[a-z][a-z\-]{{3,}}(?: [a-z][a-z\-]+)? \d{{1,4}} ?[a-z]?)(?={_JOINT}\d{{4}} [a-z]))"
            rf"(?P<unit>{_UNIT})(?:{_JOINT}{_PLACE})?)(?![\w])"
        )

    def find(self, document: Document, ends: Sequence[int]) -> Iterator[Candidate]:
        """Addresses round the anchors."""
        high = -1
        for hit in ends:
            low = max(high, hit - _REACH, 0)
            while 0 < low < hit and document.folded[low - 1].isalnum():
                low += 1
            high = max(high, min(len(document.folded), hit + _REACH))
            for match in self._regex.finditer(document.folded, low, high):
                candidate = self._grade(document, match)
                if candidate is not None:
                    high = max(high, match.end())
                    yield candidate

    def _grade(self, document: Document, match: re.Match[str]) -> Candidate | None:
        start, end = self._start(document, match), self._end(match)
        signs = [*self._kind(match), *self._surroundings(document, match, start)]
        if "named" in signs and "place" not in signs:
            return None
        if self._refused.search(match["line"]):
            return None
        reasons = tuple(Reason(WORDING[sign], self._addresses.weights.get(sign, 0.0)) for sign in signs)
        score = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
        if score < self.rule.threshold:
            return None
        return Candidate(start, end, round(score, 4), self.entity, self.rule.id, reasons=reasons)

    def _kind(self, match: re.Match[str]) -> Iterator[str]:
        names = {"street": "street", "apart": "separate", "box": "box", "property": "property", "named": "named"}
        yield from (sign for group, sign in names.items() if match[group])
        if match["code"]:
            yield "place" if self._known_place(match) else "place-like"

    def _known_place(self, match: re.Match[str]) -> bool:
        known = places().get(match["code"], frozenset())
        return any(match["place"] == place or match["place"].startswith(f"{place} ") for place in known)

    def _start(self, document: Document, match: re.Match[str]) -> int:
        """The first capital of a name that stands apart: words before it belong to the sentence."""
        start, stop = match.span("line")
        if not (match["apart"] or match["named"]):
            return start
        capital = re.search(r"(?<![^\W\d_])[^\W\d_a-zæøå]", document.cased[start:stop])
        return start + capital.start() if capital else start

    def _end(self, match: re.Match[str]) -> int:
        """The end of the place's own name: the words behind it are not part of the address."""
        if not match["code"]:
            return match.end("line") if match["unit"] == "" else match.end("unit")
        first, *rest = match["place"].split(" ")
        for place in places().get(match["code"], frozenset()):
            if match["place"] == place or match["place"].startswith(f"{place} "):
                return match.start("place") + len(place)
        keeps = rest and rest[0] in {"i", "pa"}
        return match.end("place") if keeps else match.start("place") + len(first.rstrip("."))

    def _surroundings(self, document: Document, match: re.Match[str], start: int) -> Iterator[str]:
        before = document.folded[max(0, start - 50) : start]
        if self._lead.search(before):
            yield "lead"
        if any(self._fields.fullmatch(name) for name in document.field_names(start)):
            yield "field"
        if not document.cased[start].isupper() and not match["box"] and not match["property"]:
            yield "small"


def _alternatives(words: Sequence[str]) -> list[str]:
    """All spellings, longest first, in a fixed order."""
    return sorted({spelling for word in words for spelling in spellings(word)}, key=lambda s: (-len(s), s))
