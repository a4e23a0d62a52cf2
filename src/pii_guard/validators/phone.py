"""Phone numbers by the Norwegian numbering plan (Nkom) and in international form."""

from __future__ import annotations

import re

from pii_guard.validators.checksum import only_digits
from pii_guard.validators.verdict import Verdict

_MOBILE = frozenset("49")
_FIXED = frozenset("235670")
_COUNTRY = "47"
_NATIONAL = 8
_MACHINE = 12
_PAIRS = re.compile(r"\d\d \d\d \d\d \d\d")
_GROUPS = re.compile(r"\d{3} \d\d \d{3}")


def check_phone(value: str) -> Verdict | None:
    """Grade a Norwegian number of 8 or 12 digits, with or without +47, 0047 or 47.

    The status tells what the number looks like: ``international`` (a prefix stands before it), ``grouped`` as people
    write phone numbers, ``mobile`` or ``fixed`` without groups, ``machine`` (12 digits), ``special`` (800-series).

    >>> check_phone("+47 912 34 567").status, check_phone("91 23 45 67").status, check_phone("91234567").status
    ('international', 'grouped', 'mobile')
    >>> check_phone("12345678") is None
    True
    """
    digits = only_digits(value)
    national = _national(value.strip(), digits)
    if national is None or len(set(national)) == 1 or national in {"12345678", "87654321"}:
        return None
    if len(national) == _MACHINE:
        return (
            Verdict("machine", "machine", "twelve digits of the series for machines") if national[:2] == "58" else None
        )
    if len(national) != _NATIONAL or national[0] in "01":
        return None
    return _grade(value, national, prefixed=len(digits) > _NATIONAL)


def _grade(value: str, national: str, *, prefixed: bool) -> Verdict:
    kind = "mobile" if national[0] in _MOBILE else "special" if national[0] == "8" else "fixed"
    if prefixed:
        return Verdict("international", kind, "the country code of Norway stands before it")
    if kind == "special":
        return Verdict("special", kind, "a number of the 800-series")
    if _PAIRS.fullmatch(value) or _GROUPS.fullmatch(value):
        return Verdict("grouped", kind, "the digits are grouped as in phone numbers")
    if " " in value or "." in value or "-" in value:
        return Verdict("spaced", kind, "the digits are grouped")
    return Verdict(kind, kind, "eight digits of the numbering plan")


def _national(value: str, digits: str) -> str | None:
    """The digits behind the country code, or all where there is none."""
    if value.startswith(("+", "(+")):
        return digits[2:] if digits.startswith(_COUNTRY) else None
    if digits.startswith("00" + _COUNTRY):
        return digits[4:]
    if len(digits) == _NATIONAL + 2 and digits.startswith(_COUNTRY):
        return digits[2:]
    return digits if len(digits) in {_NATIONAL, _MACHINE} else None


def check_foreign_phone(value: str) -> Verdict | None:
    """Grade a number in international form with another country's code (ITU-T E.164: 8 to 15 digits).

    >>> check_foreign_phone("+46 70 123 45 67").status
    'international'
    """
    digits = only_digits(value)
    digits = digits.removeprefix("00") if not value.lstrip("( ").startswith("+") else digits
    if not 9 <= len(digits) <= 15 or digits.startswith(("0", _COUNTRY)):  # noqa: PLR2004 - E.164
        return None
    return Verdict("international", "foreign", "international form with a country code")
