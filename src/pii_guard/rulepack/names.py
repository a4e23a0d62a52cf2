"""Lists of names and places, read once when first needed. All are folded."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pii_guard.normalise import fold

_FOLDER = Path(__file__).resolve().parent.parent / "rules" / "names"


class Names:
    """A list of names; ``ambiguous`` are those that are also ordinary words, ``frequent`` the commonest of them."""

    def __init__(self, sure: frozenset[str], ambiguous: frozenset[str], frequent: frozenset[str]) -> None:
        self.sure = sure
        self.ambiguous = ambiguous
        self.frequent = frequent

    def __contains__(self, name: object) -> bool:
        return name in self.sure or name in self.ambiguous


@lru_cache(maxsize=1)
def given_names() -> Names:
    """Given names in Norway (Statistics Norway, borne by at least 200)."""
    return _read("given.txt")


@lru_cache(maxsize=1)
def surnames() -> Names:
    """Surnames in Norway (Statistics Norway, borne by at least 200)."""
    return _read("surnames.txt")


@lru_cache(maxsize=1)
def towns() -> frozenset[str]:
    """The folded names of all places that have a post code."""
    lines = fold((_FOLDER / "places.tsv").read_text(encoding="utf-8")).text.splitlines()
    return frozenset(line.partition("\t")[2] for line in lines)


def _read(name: str) -> Names:
    lines = fold((_FOLDER / name).read_text(encoding="utf-8")).text.split()
    marked = frozenset(line.rstrip("*") for line in lines if line.endswith("*"))
    sure = frozenset(line for line in lines if not line.endswith("*")) - marked
    return Names(sure, marked, frozenset(line.rstrip("*") for line in lines if line.endswith("**")))
