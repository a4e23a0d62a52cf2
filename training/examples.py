"""From marked texts to labelled examples: every term met, with its features."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pii_guard.detect.automaton import Automaton
from pii_guard.detect.candidate import Document, Hit
from pii_guard.detect.disclosure import DisclosureDetector
from pii_guard.detect.subject import subject_features
from pii_guard.normalise import fold
from pii_guard.rulepack import store

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack
    from training.marked import Marked, Span


@dataclass
class Examples:
    """Parallel lists, one entry for every term met."""

    texts: list[int] = field(default_factory=list)
    """Number of the text."""
    entities: list[str] = field(default_factory=list)
    features: list[list[str]] = field(default_factory=list)
    """Each feature twice: for all categories, and behind ``ENTITY|`` for the category of its own."""
    labels: list[bool] = field(default_factory=list)
    """Whether the term overlaps a mark of its category."""
    subjects: list[str | None] = field(default_factory=list)
    """Of whom the mark says that it is."""
    persons: list[list[str]] = field(default_factory=list)
    """The features of the persons round a disclosure; none for what is no disclosure."""

    def extend(self, numbered: list[tuple[int, Marked]], pack: Pack) -> None:
        """Add every possible disclosure that the pack's terms give in the texts."""
        detector = DisclosureDetector(pack, frozenset(category.entity for category in pack.categories))
        automaton = Automaton([detector], store.digest(anchor.encode() for anchor in detector.anchors))
        for number, marked in numbered:
            folded = fold(marked.text)
            document = Document(marked.text, folded)
            hits = [Hit(0, end) for _, end in automaton.scan(folded.data)]
            for sentence, possible, features in detector.described(document, hits):
                place = sentence.spans[possible.first][0], sentence.spans[possible.last][1]
                start, end = document.span(*place)
                gold = [s for s in marked.spans if s.label == possible.entity and s.start < end and start < s.end]
                self._add(number, possible.entity, features, gold)
                self.persons.append(subject_features(sentence, possible) if gold else [])

    def _add(self, number: int, entity: str, features: list[str], gold: list[Span]) -> None:
        self.texts.append(number)
        self.entities.append(entity)
        self.features.append([*features, *(f"{entity}|{feature}" for feature in features)])
        self.labels.append(bool(gold))
        self.subjects.append(gold[0].subject if gold else None)

    def chosen(self, numbers: list[int]) -> Examples:
        """The examples with these positions."""
        return Examples(
            [self.texts[i] for i in numbers],
            [self.entities[i] for i in numbers],
            [self.features[i] for i in numbers],
            [self.labels[i] for i in numbers],
            [self.subjects[i] for i in numbers],
            [self.persons[i] for i in numbers],
        )
