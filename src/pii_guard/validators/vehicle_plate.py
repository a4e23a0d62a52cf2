"""Norwegian vehicle registration plates (Statens vegvesen)."""

from __future__ import annotations

from pii_guard.deferred import deferred
from pii_guard.validators.verdict import Verdict

_PLATE = deferred(r"([A-Za-z]{2})[ -]?(\d\d ?\d{2,3})")
_NATIONWIDE = frozenset({"EL", "EK", "EV", "EB", "EC", "ED", "EE", "EF", "EH", "EJ", "EN", "GA", "HY"})
_FIRST = frozenset("ABCDEFHJKLNPRSTUVXYZ")
_SECOND = frozenset("ABCDEFHJKLNPRSTUVXYZ")
"""Letters of the ordinary series: those that are taken for others (G, I, M, O, Q, W) are left out."""
_NO_SERIES = frozenset({"NS", "EN", "KR", "NR", "PB", "KL", "PC", "DB", "AS", "SA", "EU", "PK", "CA", "NO"})
_WORDS = frozenset(
    {"av", "er", "en", "et", "de", "du", "da", "se", "ut", "ha", "la", "le", "be", "by", "ca", "nr", "ny", "at", "an"}
    | {"te", "va", "ta", "ja", "sa", "ny", "kr", "kl", "pr", "ek", "el", "ev", "ax", "tv", "pc", "ry", "ly", "bu"}
) - {"ek", "el", "ev"}
"""Small words before a number."""


def check_plate(value: str) -> Verdict | None:
    """Grade two letters and four or five digits; None for letters that no series has.

    >>> check_plate("EK 12345").status, check_plate("DL 77210").status, check_plate("QA 12345")
    ('nationwide', 'ordinary', None)
    >>> check_plate("dl 77210").status, check_plate("av 77210")
    ('small', None)
    """
    match = _PLATE.fullmatch(value)
    if match is None or match[2].startswith("0"):
        return None
    letters = match[1].upper()
    if match[1] != letters:
        if match[1].lower() in _WORDS or not _is_series(letters):
            return None
        return Verdict("small", None, "two letters and digits as on a plate, in small letters")
    if letters in _NATIONWIDE:
        return Verdict("nationwide", None, "the letters of a nationwide series")
    if not _is_series(letters):
        return None
    return Verdict("ordinary", None, "two letters and digits as on a plate")


def _is_series(letters: str) -> bool:
    known = letters[0] in _FIRST and letters[1] in _SECOND and letters not in _NO_SERIES
    return known or letters in _NATIONWIDE
