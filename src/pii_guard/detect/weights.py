"""The learned weights of the disclosure scorer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pii_guard.detect.remember import remembered
from pii_guard.rulepack.weight_table import WeightTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pii_guard.rulepack.weight_table import PackedWeights

SUBJECT = "subject"
"""Key of the weights that tell of whom a disclosure is."""
_LEAST = math.log(0.7 / 0.3)
"""The log-odds that a category without a learned least must reach."""


class Weights:
    """Adds up what features weigh: each has a weight that all categories share and one for its own."""

    def __init__(self, packed: PackedWeights) -> None:
        self._table = WeightTable(packed)
        self._columns = {key: number for number, key in enumerate(packed.columns)}
        self._subject = self._columns.get(SUBJECT)
        self._least = packed.least
        self._row = remembered(self._joined).__getitem__
        self.least_prior = -math.inf if packed.least_prior is None else packed.least_prior
        """What a word alone must weigh at least to be looked at in its sentence."""

    def least(self, entity: str) -> float:
        """The log-odds from which on words are taken for a disclosure of the category.

        Even odds would find a tenth more and be wrong three times as often about texts that tell nothing.
        """
        return self._least.get(entity, _LEAST)

    def of(self, entity: str, feature: str) -> float:
        """What one feature adds to the log-odds of a category."""
        return self._row(feature)[self._columns.get(entity, 0)]

    def total(self, entity: str, features: Iterable[str]) -> float:
        """The log-odds that the features speak of a disclosure of the category."""
        row, column = self._row, self._columns.get(entity, 0)
        return sum([row(feature)[column] for feature in features])

    def starting(self, entity: str, prefix: str) -> list[float]:
        """What each feature that starts so weighs for a category."""
        return [self.of(entity, feature) for feature in self._table.starting(prefix)]

    def is_own(self, features: Iterable[str]) -> bool:
        """Whether the features speak of the writer rather than of somebody else."""
        row, column = self._row, self._subject
        return column is not None and sum([row(feature)[column] for feature in features]) > 0

    def _joined(self, feature: str) -> tuple[float, ...]:
        """The weights of a feature by column, those of a category with what all share."""
        shared, *own = self._table.row(feature)
        joined = [weight if number == self._subject else shared + weight for number, weight in enumerate(own, start=1)]
        return shared, *joined
