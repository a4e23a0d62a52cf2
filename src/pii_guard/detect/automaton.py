"""All detectors' anchors in one automaton, and the way from its hits back to the detectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.detect.candidate import Hit
from pii_guard.engine import Matcher
from pii_guard.rulepack import store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.candidate import Candidate, Detector, Document


class Automaton:
    """Finds in one pass which detectors have anything to look at."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._detectors = tuple(detectors)
        routes: dict[str, list[tuple[int, int]]] = {}
        for number, detector in enumerate(self._detectors):
            for anchor, expression in enumerate(detector.anchors):
                routes.setdefault(expression, []).append((number, anchor))
        self._routes = tuple(tuple(route) for route in routes.values())
        self._matcher = _matcher(tuple(routes)) if routes else None

    def scan(self, data: bytes) -> list[tuple[int, int]]:
        """Every (expression, end) in a folded text, by end."""
        return [] if self._matcher is None else self._matcher.scan(data)

    def candidates(self, document: Document, hits: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
        """What the detectors whose anchors were hit make of the text."""
        for number, own in self.routed(hits).items():
            yield from self._detectors[number].find(document, own)

    def routed(self, hits: Sequence[tuple[int, int]]) -> dict[int, list[Hit]]:
        """The hits by the number of the detector that they are for."""
        by_detector: dict[int, list[Hit]] = {}
        for expression, end in hits:
            for number, anchor in self._routes[expression]:
                by_detector.setdefault(number, []).append(Hit(anchor, end))
        return by_detector


def _matcher(expressions: tuple[str, ...]) -> Matcher:
    """The compiled automaton, from the store where it is there."""
    name = store.digest([Matcher.key().encode(), *(expression.encode() for expression in expressions)]) + ".automaton"
    stored = store.load(name)
    if stored is not None:
        try:
            return Matcher(stored)
        except ValueError:
            pass  # made on another machine: made anew below
    built = Matcher.build(expressions)
    store.save(name, built)
    return Matcher(built)
