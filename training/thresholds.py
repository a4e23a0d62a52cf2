"""What each category must reach: chosen on tickets by scorers that have not seen them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.quality import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.marked import Marked

STEPS = [step / 10 for step in range(2, 17)]
"""The log-odds to choose from."""
START = 0.8
PRICE_OF_FLAGS = 0.5
"""How much F1 a share of tickets without a disclosure that are flagged for one is worth."""
ROUNDS = 3


def choose_thresholds(texts: list[Marked], scored: Mapping[tuple[int, str], float]) -> dict[str, float]:
    """Entity to the log-odds it must reach, one after the other; ``scored`` has the best of each text and entity."""
    chosen = dict.fromkeys(CATEGORIES, START)
    for _ in range(ROUNDS):
        for entity in chosen:
            chosen[entity] = max(STEPS, key=partial(_worth, texts, scored, chosen, entity))
    return chosen


def _worth(
    texts: list[Marked], scored: Mapping[tuple[int, str], float], chosen: dict[str, float], entity: str, step: float
) -> float:
    """F1 over the records of the tickets with a step for one entity, less what false alarms cost."""
    least = {**chosen, entity: step}
    gold = {(n, s.label) for n, t in enumerate(texts) if t.is_ticket for s in t.spans if s.label in least}
    found = {key for key, v in scored.items() if texts[key[0]].is_ticket and v >= least.get(key[1], START)}
    silent = {n for n, t in enumerate(texts) if t.is_ticket} - {n for n, _ in gold}
    f1 = 2 * len(gold & found) / max(1, len(gold) + len(found))
    return f1 - PRICE_OF_FLAGS * len({n for n, _ in found} & silent) / max(1, len(silent))
