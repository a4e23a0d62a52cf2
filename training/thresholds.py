"""What every category must reach: chosen on tickets by scorers that have not seen them.

One number for all: chosen for each category by itself, it follows the few tickets that tell of it, and fresh tickets
lose by that.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.quality import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.marked import Marked

STEPS = [step / 10 for step in range(2, 17)]
"""The log-odds to choose from."""
PRICE_OF_FLAGS = 0.25
"""How much F1 a share of tickets without a disclosure that are flagged for one is worth."""


def choose_threshold(texts: list[Marked], scored: Mapping[tuple[int, str], float]) -> float:
    """The log-odds that each category must reach; ``scored`` has the best of each text and entity."""
    return max(STEPS, key=partial(_worth, texts, scored))


def _worth(texts: list[Marked], scored: Mapping[tuple[int, str], float], step: float) -> float:
    """F1 over the records of the tickets with a step, less what false alarms cost."""
    tickets = {n for n, t in enumerate(texts) if t.is_ticket}
    gold = {(n, s.label) for n in tickets for s in texts[n].spans if s.label in CATEGORIES}
    found = {key for key, v in scored.items() if key[0] in tickets and key[1] in CATEGORIES and v >= step}
    silent = tickets - {n for n, _ in gold}
    f1 = 2 * len(gold & found) / max(1, len(gold) + len(found))
    return f1 - PRICE_OF_FLAGS * len({n for n, _ in found} & silent) / max(1, len(silent))
