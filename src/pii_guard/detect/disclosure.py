"""Special categories told of a person: terms met, described by features, and scored."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pii_guard.detect.candidate import Candidate
from pii_guard.detect.features import FeatureMaker
from pii_guard.detect.terms import TermMatcher
from pii_guard.model import Reason, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.candidate import Document, Hit
    from pii_guard.detect.terms import Match
    from pii_guard.rulepack.compiled import CompiledLexicon, Pack

_THRESHOLD = 0.5
_SUBJECT = "subject|"
_SHOWN = 5
"""Reasons given with a finding, the weightiest first."""


class DisclosureDetector:
    """The lexicon of one special category with its scorer.

    The score is a logistic one: the sum of the weights of all features that hold, as a probability.
    """

    def __init__(self, lexicon: CompiledLexicon, pack: Pack) -> None:
        self.entity = lexicon.entity
        self.rule = lexicon.rule
        self.anchors: Sequence[str] = lexicon.anchors
        self._terms = TermMatcher(lexicon, pack.morphology)
        self._features = FeatureMaker(pack.attribution.cues)
        self._weights = pack.weights

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Candidate]:
        """The disclosures of this category."""
        for match, features in self.described(document, hits):
            score = _probability(sum(self._weights.get(feature, 0.0) for feature in features))
            if score >= _THRESHOLD:
                yield Candidate(
                    match.start,
                    match.end,
                    round(score, 4),
                    self.entity,
                    self.rule,
                    subject=self._subject(features),
                    reasons=self._reasons(match, features),
                )

    def described(self, document: Document, hits: Sequence[Hit]) -> Iterator[tuple[Match, list[str]]]:
        """Every term met, with its features; the training script learns the weights from these."""
        for match in self._terms.find(document, hits):
            yield match, self._features.describe(document, self.entity, match)

    def _subject(self, features: Sequence[str]) -> Subject:
        total = sum(self._weights.get(_SUBJECT + feature, 0.0) for feature in features)
        return Subject.SELF if total > 0 else Subject.OTHER

    def _reasons(self, match: Match, features: Sequence[str]) -> tuple[Reason, ...]:
        """What counted most, in the lexicon's words."""
        weighed = sorted(((self._weights.get(f, 0.0), f) for f in features), key=lambda pair: -abs(pair[0]))
        return (
            Reason(f"{match.group.strength} term of the group {match.group.id}: {match.group.about}", 0.0),
            *(Reason(feature, round(weight, 2)) for weight, feature in weighed[:_SHOWN] if weight),
        )


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))
