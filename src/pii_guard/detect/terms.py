"""Meet lexicon terms in a text: single words with Norwegian endings and compounds, and phrases."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.rulepack.phrases import compile_any, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.candidate import Document, Hit
    from pii_guard.rulepack.compiled import CompiledGroup, CompiledLexicon, Term
    from pii_guard.rulepack.schema import Morphology

_PHRASE_REACH = 100
"""Code points on each side of an anchor that a phrase may take up."""
_LEFT_WORD = re.compile(r"[a-z0-9]*$")
_RIGHT_WORD = re.compile(r"[a-z0-9]*")
_MIN_HEAD = 3
"""Least letters of a first part: "fangst" is no compound of "angst", "sildefangst" none either."""
_NORWEGIAN = re.compile("[æøå]")
_LONG_WORD = 7
"""Letters from which a word without its æ, ø or å is still known."""
_DOUBLING = frozenset("mnlrstpkgbdf")


class Match(NamedTuple):
    """A term met in a folded text."""

    start: int
    end: int
    group: CompiledGroup
    shape: str
    """``word``, ``head`` (last part of a compound), ``first`` (first part) or ``phrase``."""
    plain: bool
    """Whether the text lacks the æ, ø or å that the term has."""


@lru_cache(maxsize=8192)
def _expression(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


class _Endings:
    """Endings and compound parts, folded, for look-up."""

    def __init__(self, morphology: Morphology) -> None:
        self.noun = _folded(morphology.noun)
        self.adjective = _folded(morphology.adjective)
        tails = sorted(_folded(morphology.keeping_tails), key=len, reverse=True)
        joints = "|".join(re.escape(joint) for joint in morphology.joints)
        inner = "|".join(map(re.escape, tails))
        endings = "|".join(sorted(self.noun | self.adjective, key=len, reverse=True))
        self.tail = re.compile(rf"(?:{joints})-?(?:{inner})(?:[mnlrstpkgbdf]?(?:{endings}))?")
        self.refused = re.compile(compile_any(morphology.refused_words))


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(spelling for word in words for spelling in spellings(word))


class TermMatcher:
    """The terms of one lexicon."""

    def __init__(self, lexicon: CompiledLexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._endings = _Endings(morphology)
        self._lengths = tuple(len(re.sub(r"\\(?:b|(.))", r"\1", anchor)) for anchor in lexicon.anchors)

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Match]:
        """Every term of the lexicon that stands in the text, overlaps included."""
        seen: set[tuple[int, int, int]] = set()
        for hit in hits:
            for number in self._lexicon.by_anchor[hit.anchor]:
                term = self._lexicon.terms[number]
                group = self._lexicon.groups[term.group]
                if term.regex:
                    found = self._phrase(document, term.regex, hit.end)
                else:
                    found = self._word(document, hit, term, group)
                for start, end, shape in found:
                    if (start, end, term.group) in seen or not _has_case(document.cased[start:end], group.case):
                        continue
                    seen.add((start, end, term.group))
                    plain = term.accented and document.lowered[start:end].isascii()
                    if plain and not document.is_plain and end - start < _LONG_WORD:
                        continue  # in a text with æ, ø and å, "for" is not "før"
                    yield Match(start, end, group, shape, plain)

    def _phrase(self, document: Document, regex: str, anchor_end: int) -> Iterator[tuple[int, int, str]]:
        low, high = max(0, anchor_end - _PHRASE_REACH), anchor_end + _PHRASE_REACH
        for match in _expression(regex).finditer(document.folded, low, high):
            yield match.start(), match.end(), "phrase"

    def _word(self, document: Document, hit: Hit, term: Term, group: CompiledGroup) -> Iterator[tuple[int, int, str]]:
        text = document.folded
        anchor_start = hit.end - self._lengths[hit.anchor]
        if not term.accented and _NORWEGIAN.search(document.lowered, anchor_start, hit.end):
            return  # "får" is not "far"
        left = _LEFT_WORD.search(text, max(0, anchor_start - 40), anchor_start)
        right = _RIGHT_WORD.match(text, hit.end, hit.end + 40)
        if left is None or right is None:
            return
        shape = self._shape(left[0], text[anchor_start : hit.end], right[0], term, group)
        if not shape or self._endings.refused.fullmatch(text, left.start(), right.end()):
            return
        yield left.start(), right.end(), shape

    def _shape(self, left: str, anchor: str, right: str, term: Term, group: CompiledGroup) -> str:
        """How the word is built, or "" where it is another word that only holds the term's letters."""
        if left and (group.compound not in {"head", "both"} or len(left) < _MIN_HEAD):
            return ""
        if self._is_ending(anchor, right, term, group.match):
            return "head" if left else "word"
        if group.compound in {"first", "both"} and self._endings.tail.fullmatch(
            right.removeprefix("e") if term.drops_e else right
        ):
            return "first"
        return ""

    def _is_ending(self, anchor: str, right: str, term: Term, match: str) -> bool:
        if match == "exact":
            return right == ""
        endings = self._endings.noun if match == "noun" else self._endings.adjective
        if term.drops_e:
            return right.startswith(("e", "a")) and (right in {"e", "a"} or right in endings or right[1:] in endings)
        if not right or right in endings:
            return True
        if right[0] == anchor[-1] and right[0] in _DOUBLING and right[1:] in endings:
            return True
        return match == "adjective" and anchor.endswith("et") and right == "e"


def _has_case(slice_: str, case: str) -> bool:
    """Whether the original letters are written as the group asks."""
    if case == "any":
        return True
    if case == "capital":
        return slice_[:1].isupper()
    letters = [c for c in slice_ if c.isalpha()]
    return sum(c.isupper() for c in letters) * 2 > len(letters)
