"""The learned weights of the disclosure scorer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHARED, SUBJECT, PRIOR = "", "subject", "prior"
"""Keys of the weights that hold for all categories, that tell of whom a disclosure is, and of the least prior."""
LEAST = "least"
"""The key of what each category must reach, and the name of the least prior."""
_LEAST = math.log(0.7 / 0.3)
"""The log-odds that a category without a learned least must reach."""
_NONE: dict[str, float] = {}


class Weights:
    """Adds up what features weigh: each has a weight that all categories share and one for its own."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = weights
        self._shared = weights.get(SHARED, _NONE)
        self._subject = weights.get(SUBJECT, _NONE)
        self._joined: dict[str, dict[str, float]] = {}
        self.least_prior = weights.get(PRIOR, _NONE).get(LEAST, -math.inf)
        """What a word alone must weigh at least to be looked at in its sentence."""

    def least(self, entity: str) -> float:
        """The log-odds from which on words are taken for a disclosure of the category.

        Even odds would find a tenth more and be wrong three times as often about texts that tell nothing.
        """
        return self._weights.get(LEAST, _NONE).get(entity, _LEAST)

    def of(self, entity: str, feature: str) -> float:
        """What one feature adds to the log-odds of a category."""
        return self.joined(entity).get(feature, 0.0)

    def total(self, entity: str, features: Iterable[str]) -> float:
        """The log-odds that the features speak of a disclosure of the category."""
        weight = self.joined(entity).get
        return sum([weight(feature, 0.0) for feature in features])

    def joined(self, entity: str) -> Mapping[str, float]:
        """Feature to its shared and its own weight together, so that each is looked up once."""
        joined = self._joined.get(entity)
        if joined is None:
            joined = dict(self._shared)
            for feature, weight in self._weights.get(entity, _NONE).items():
                joined[feature] = joined.get(feature, 0.0) + weight
            self._joined[entity] = joined
        return joined

    def is_own(self, features: Iterable[str]) -> bool:
        """Whether the features speak of the writer rather than of somebody else."""
        return sum([self._subject.get(feature, 0.0) for feature in features]) > 0
