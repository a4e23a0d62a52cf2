"""Anchors that cost more than they find.

They are common words that are hardly ever all that a disclosure is met by, and words at which, where they are met,
hardly ever a term begins: most are one of the many words that a phrase may be made of.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pii_guard.detect.automaton import Automaton
from pii_guard.detect.candidate import Document, Hit
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
LEAST_BEGINNING = 0.2
"""The share of its meetings in which a term must begin at an anchor."""


def quiet_anchors(texts: list[Marked], running: list[str], pack: Pack) -> list[str]:
    """The anchors to leave out; ``pack`` has the weights and leaves out none, ``running`` are texts of any kind."""
    detector = DisclosureDetector(pack, frozenset(category.entity for category in pack.categories))
    anchors = detector.anchors
    automaton = Automaton([detector], store.digest(anchor.encode() for anchor in anchors))
    ways = [
        frozenset(anchors[hit.anchor] for hit in way) for marked in texts for way in _ways(marked, detector, automaton)
    ]
    quiet: set[str] = set()
    rated = sorted(((frequency(anchor), anchor) for anchor in anchors if " " not in anchor), reverse=True)
    for rate, anchor in rated:
        if rate < COMMON:
            break
        alone = sum(way - quiet == {anchor} for way in ways if anchor in way)
        if alone < max(1.0, rate / PRICE):
            quiet.add(anchor)
    return sorted(quiet | _vain([*(marked.text for marked in texts), *running], detector, automaton))


def _vain(texts: list[str], detector: DisclosureDetector, automaton: Automaton) -> set[str]:
    """The anchors at which too seldom a term begins."""
    anchors = detector.anchors
    met: Counter[str] = Counter()
    begun: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        document = Document(text, folded)
        for hit in automaton.routed(automaton.scan(folded.data)).get(0, []):
            anchor = anchors[hit.anchor]
            met[anchor] += 1
            begun[anchor] += detector.begins(document, hit.end)
    return {anchor for anchor, count in met.items() if begun[anchor] <= LEAST_BEGINNING * count}


def _ways(marked: Marked, detector: DisclosureDetector, automaton: Automaton) -> Iterator[list[Hit]]:
    """For each sentence with a disclosure that is found, the anchors met in it."""
    folded = fold(marked.text)
    document = Document(marked.text, folded)
    hits = automaton.routed(automaton.scan(folded.data)).get(0, [])
    found = {
        sentence(folded.text, one.start, one.end)
        for one in detector.find(document, hits)
        if any(span.label == one.entity and span.start < one.end and one.start < span.end for span in marked.spans)
    }
    for begin, end in found:
        yield [hit for hit in hits if begin < hit.end <= end]
