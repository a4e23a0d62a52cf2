"""Make the candidates of one text free of overlaps."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pii_guard.detect.candidate import Candidate


def resolve(candidates: Iterable[Candidate], order: Mapping[str, int]) -> list[Candidate]:
    """The candidates that stand, by position.

    Of two that overlap the surer stands, then the longer, then the one whose rule has the lower number in
    ``order``, then the first. Candidates that only touch both stand.
    """
    last = len(order)
    ranked = sorted(candidates, key=lambda c: (-c.score, c.start - c.end, order.get(c.rule, last), c.start))
    standing: list[tuple[int, int, Candidate]] = []
    for candidate in ranked:
        place = bisect_left(standing, (candidate.start, candidate.end))
        free_before = place == 0 or standing[place - 1][1] <= candidate.start
        free_after = place == len(standing) or candidate.end <= standing[place][0]
        if free_before and free_after:
            insort(standing, (candidate.start, candidate.end, candidate))
    return [candidate for _, _, candidate in standing]
