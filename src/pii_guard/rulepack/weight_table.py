"""The learned weights, packed: most features are words, and a text holds few of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from pii_guard.rulepack.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARED, PRIOR, LEAST = "", "prior", "least"
"""Keys of the weights that hold for all categories, of the least prior, and of what each category must reach."""
_UNIT = 100
"""Weights are learned to a hundredth."""


class PackedWeights(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Weights by feature; ``columns`` are the keys that have weights of their own."""

    columns: tuple[str, ...]
    least: dict[str, float]
    least_prior: float | None
    rows: memoryview
    """A ``Lookup`` from a feature to its weights: ``3:-12`` is -0.12 for the column 3."""

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]]) -> PackedWeights:
        """Pack weights given by key and feature."""
        columns = (SHARED, *(key for key in weights if key not in {SHARED, PRIOR, LEAST}))
        rows: dict[str, list[str]] = {}
        for number, key in enumerate(columns):
            for feature, weight in weights.get(key, {}).items():
                rows.setdefault(feature, []).append(f"{number}:{round(weight * _UNIT)}")
        packed = Lookup.pack({feature: " ".join(row) for feature, row in rows.items()})
        return cls(columns, dict(weights.get(LEAST, {})), weights.get(PRIOR, {}).get(LEAST), memoryview(packed))


class WeightTable:
    """Reads ``PackedWeights``."""

    def __init__(self, packed: PackedWeights) -> None:
        self._packed = packed
        self._zeros = (0.0,) * len(packed.columns)

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self._packed.rows)

    def row(self, feature: str) -> tuple[float, ...]:
        """What the feature weighs in each column."""
        found = self._lookup.get(feature)
        if not found:
            return self._zeros
        row = list(self._zeros)
        for one in found.split():
            column, _, weight = one.partition(":")
            row[int(column)] = int(weight) / _UNIT
        return tuple(row)

    def starting(self, prefix: str) -> list[str]:
        """The features that start so."""
        return self._lookup.starting(prefix)
