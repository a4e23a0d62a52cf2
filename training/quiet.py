"""Anchors that cost more than they find: common words that are hardly ever all that a disclosure is met by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.detect.automaton import Automaton
from pii_guard.detect.candidate import Document
from pii_guard.detect.disclosure import DisclosureDetector
from pii_guard.detect.sentences import sentence
from pii_guard.normalise import fold
from pii_guard.rulepack import store
from pii_guard.rulepack.rarity import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.rulepack import Pack
    from training.marked import Marked

COMMON = 15.0
"""Meetings among a million words from which an anchor must earn its place."""
PRICE = 100.0
"""Meetings among a million words for each disclosure in the texts that is met by the anchor alone."""


def quiet_anchors(texts: list[Marked], pack: Pack) -> list[str]:
    """The anchors to leave out, the commonest first decided on; ``pack`` has the weights and leaves out none."""
    detector = DisclosureDetector(pack, frozenset(category.entity for category in pack.categories))
    ways = [way for marked in texts for way in _ways(marked, detector)]
    quiet: set[str] = set()
    rated = sorted(((frequency(anchor), anchor) for anchor in detector.anchors if " " not in anchor), reverse=True)
    for rate, anchor in rated:
        if rate < COMMON:
            break
        alone = sum(way - quiet == {anchor} for way in ways)
        if alone < max(1.0, rate / PRICE):
            quiet.add(anchor)
    return sorted(quiet)


def _ways(marked: Marked, detector: DisclosureDetector) -> Iterator[frozenset[str]]:
    """For each sentence with a disclosure that is found, the anchors in it."""
    anchors = detector.anchors
    automaton = Automaton([detector], store.digest(anchor.encode() for anchor in anchors))
    folded = fold(marked.text)
    document = Document(marked.text, folded)
    hits = automaton.routed(automaton.scan(folded.data)).get(0, [])
    for begin, end in {
        sentence(folded.text, candidate.start, candidate.end)
        for candidate in detector.find(document, hits)
        if any(
            s.label == candidate.entity and s.start < candidate.end and candidate.start < s.end for s in marked.spans
        )
    }:
        yield frozenset(anchors[hit.anchor] for hit in hits if begin < hit.end <= end)
