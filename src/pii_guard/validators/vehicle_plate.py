"""Norwegian vehicle registration plates (Statens vegvesen)."""

from __future__ import annotations

import re

from pii_guard.validators.verdict import Verdict

_PLATE = re.compile(r"([A-Z]{2})[ -]?(\d{4,5})")
_NATIONWIDE = frozenset({"EL", "EK", "EV", "EB", "EC", "ED", "EE", "EF", "EH", "EJ", "EN", "GA", "HY"})
_UNUSED = frozenset("GIMOQW")
"""Letters that ordinary series leave out, as they are taken for others; in either place."""
_NO_SERIES = frozenset(
    {"NS", "EN", "KR", "NR", "PB", "KL", "PC", "TV", "IP", "ID", "DB", "AS", "SA", "FW", "HW", "SW", "ISO"}
)


def check_plate(value: str) -> Verdict | None:
    """Grade two letters and four or five digits; None for letters that no series has.

    >>> check_plate("EK 12345").status, check_plate("DL 77210").status, check_plate("QA 12345")
    ('nationwide', 'ordinary', None)
    """
    match = _PLATE.fullmatch(value.upper())
    if match is None or match[2].startswith("0"):
        return None
    letters = match[1]
    if letters in _NATIONWIDE:
        return Verdict("nationwide", None, "the letters of a nationwide series")
    if letters in _NO_SERIES or set(letters) & _UNUSED:
        return None
    return Verdict("ordinary", None, "two letters and digits as on a plate")
