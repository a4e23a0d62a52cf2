r"""All detectors' anchors in one pass.

Anchors that are words go into an automaton of literals over a copy of the text in which everything but letters and
digits is a space, so that a word boundary is a character: such an automaton is built fifty times faster and is a
fifth of the size of one with ``\b``. The few other anchors go into an automaton of expressions over the text itself.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from pii_guard.engine import Matcher
from pii_guard.rulepack import store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pii_guard.detect.candidate import Candidate, Detector, Document

_WORD = re.compile(r"(?P<start>\\b)?(?P<word>(?:[a-z0-9]|\\?[^a-z0-9\\\[\](){}|?*+^$])+)(?P<end>\\b)?")
_ESCAPE = re.compile(r"\\[a-zA-Z0-9]")
_SIGN = re.compile(r"[^a-z0-9]")
_SPACES = bytes(code if chr(code).isascii() and chr(code).isalnum() else 32 for code in range(256))
_PAD = b" "
_by_end = itemgetter(1)


class Automaton:
    """Finds which detectors have anything to look at, and where."""

    def __init__(self, detectors: Sequence[Detector], key: str) -> None:
        """``key`` names the detectors in the store of compiled automata: the same key, the same anchors."""
        self._detectors = tuple(detectors)
        self._words, self._expressions = _load(key) or _build(self._detectors, key)

    def scan(self, data: bytes) -> list[tuple[int, int]]:
        """Every (detector, end of an anchor) in a folded text, by end."""
        hits = self._words.scan(_PAD + data.translate(_SPACES) + _PAD)
        others = self._expressions.scan(data)
        if hits:
            owners, excess = self._words.owners, self._words.excess
            hits = [(owners[number], end - excess[number]) for number, end in hits]
        if others:
            owners = self._expressions.owners
            hits += [(owners[number], end) for number, end in others]
            hits.sort(key=_by_end)
        return hits

    def candidates(self, document: Document, hits: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
        """What the detectors whose anchors were met make of the text."""
        places: dict[int, list[int]] = {}
        for number, end in hits:
            places.setdefault(number, []).append(end)
        for number, ends in places.items():
            yield from self._detectors[number].find(document, ends)


class _Part:
    """One automaton, and for each of its anchors the number of the detector that it is for.

    ``excess`` says by how much the end of a match lies behind the anchor's in the text itself: the padding before it,
    and the space that stands for the end of a word.
    """

    def __init__(self, stored: bytes) -> None:
        """``stored`` is what ``make`` gave; raises ``ValueError`` where it does not fit this machine."""
        self.owners, self.excess, built = msgspec.msgpack.decode(stored, type=tuple[bytes, bytes, bytes])
        self.scan = Matcher(built).scan

    @staticmethod
    def make(anchors: Iterable[tuple[str, int]]) -> bytes:
        """Compile anchors with their detectors' numbers."""
        listed = list(anchors)
        built = Matcher.build([anchor for anchor, _ in listed])
        owners = bytes(number for _, number in listed)
        excess = bytes(len(_PAD) + anchor.endswith(" ") for anchor, _ in listed)
        return msgspec.msgpack.encode((owners, excess, built))


def _load(key: str) -> tuple[_Part, _Part] | None:
    """The stored automata, or None where there are none that fit this machine."""
    words, expressions = store.load(f"{key}.words"), store.load(f"{key}.expressions")
    if words is None or expressions is None:
        return None
    try:
        return _Part(words), _Part(expressions)
    except ValueError:
        return None


def _build(detectors: Sequence[Detector], key: str) -> tuple[_Part, _Part]:
    words: dict[tuple[str, int], None] = {}
    expressions: dict[tuple[str, int], None] = {}
    for number, detector in enumerate(detectors):
        for anchor in detector.anchors:
            literal = _literal(anchor)
            if literal is None:
                expressions[anchor, number] = None
            else:
                words[literal, number] = None
    made = _Part.make(words), _Part.make(expressions)
    store.save(f"{key}.words", made[0])
    store.save(f"{key}.expressions", made[1])
    return _Part(made[0]), _Part(made[1])


def _literal(expression: str) -> str | None:
    r"""The word of an anchor as it stands in the spaced text, or None for an anchor that is no word.

    >>> _literal(r"\bmvh\b"), _literal("kreft"), _literal(r"\bf\.eks"), _literal(r"\d{6}")
    (' mvh ', 'kreft', ' f eks', None)
    """
    match = _WORD.fullmatch(expression)
    if match is None or _ESCAPE.search(match["word"]):
        return None
    word = _SIGN.sub(" ", match["word"].replace("\\", ""))
    return f"{' ' if match['start'] else ''}{word}{' ' if match['end'] else ''}"
