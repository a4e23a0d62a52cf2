"""How often an anchor is met in Norwegian running text: a phrase is anchored at its rarest word."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).resolve().parent.parent / "rules" / "words" / "frequency.tsv"
_UNSEEN = 3.0
"""What a word that is not in the table counts for, divided by its length: long words are rarer."""
_NUMBER = 1000.0
"""What a number counts for; the table holds words only."""
_LAST = "\x7f"


class _Words(NamedTuple):
    """Words in alphabetical order, and how often each stands among a million."""

    words: list[str]
    counts: list[int]


@lru_cache(maxsize=1)
def _table() -> _Words:
    lines = sorted(line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines())
    return _Words([word for word, _ in lines], [int(count) for _, count in lines])


@lru_cache(maxsize=65536)
def frequency(anchor: str) -> float:
    r"""How often the anchor is met among a million words; ``\b`` ties it to the beginning or end of a word.

    >>> frequency(r"\bikke\b") > frequency(r"\bsykehus") > frequency(r"\bcrohns\b")
    True
    """
    word = anchor.replace(r"\b", "").replace("\\", "")
    if word.isdigit():
        return _NUMBER
    unseen = _UNSEEN / len(word)
    table = _table()
    if not anchor.startswith(r"\b"):
        is_met = str.endswith if anchor.endswith(r"\b") else str.__contains__
        return unseen + sum(count for one, count in zip(*table, strict=True) if is_met(one, word))
    first = bisect_left(table.words, word)
    last = bisect_left(table.words, word + (" " if anchor.endswith(r"\b") else _LAST), first)
    return unseen + sum(table.counts[first:last])
