"""Phone numbers by the Norwegian numbering plan (Nkom) and in international form."""

from __future__ import annotations

from pii_guard.deferred import deferred
from pii_guard.validators.checksum import only_digits
from pii_guard.validators.verdict import Verdict

_MOBILE = frozenset("49")
_ASSIGNED = deferred(r"2[1-4]|3[1-3578]|4\d|5[1-35-7]|6[1-46-9]|7\d|9\d")
"""Blocks that subscribers have numbers in; the rest of the plan's 2-7 and 9 is not given out yet."""
_COUNTRY = "47"
_NATIONAL = 8
_MACHINE = 12
_GROUPED = deferred(r"\d\d([ .\-])\d\d\1\d\d\1\d\d|\d{3}([ .\-])\d\d\2\d{3}")
_PREFIX = deferred(r"\(?(?:\+|00)\)?\s?47\)?")


def check_phone(value: str) -> Verdict | None:
    """Grade a Norwegian number of 8 or 12 digits, with or without +47, 0047 or 47.

    The status tells what the number looks like: ``international`` (a prefix stands before it), ``grouped`` as people
    write phone numbers, ``spaced`` in another way, ``mobile`` or ``fixed`` without groups, ``machine`` (12 digits),
    ``special`` (800-series), ``unassigned`` (of the plan, but of no block in use).

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
        known = national[:2] == "58"
        return Verdict("machine", "machine", "twelve digits of the series for machines") if known else None
    if len(national) != _NATIONAL or national[0] in "01":
        return None
    return _grade(value, national, prefixed=len(digits) > _NATIONAL)


def _grade(value: str, national: str, *, prefixed: bool) -> Verdict:
    kind = "mobile" if national[0] in _MOBILE else "special" if national[0] == "8" else "fixed"
    if prefixed:
        return Verdict("international", kind, "the country code of Norway stands before it")
    if kind == "special":
        return Verdict("special", kind, "a number of the 800-series")
    if _GROUPED.fullmatch(value):
        return Verdict("grouped", kind, "the digits are grouped as in phone numbers")
    if not value.isdigit():
        return Verdict("spaced", kind, "the digits are grouped")
    if not _ASSIGNED.match(national):
        return Verdict("unassigned", kind, "eight digits of the numbering plan, of a block that is not in use")
    return Verdict(kind, kind, "eight digits of the numbering plan")


def _national(value: str, digits: str) -> str | None:
    """The digits behind the country code, or all where there is none."""
    prefix = _PREFIX.match(value)
    if prefix is not None:
        return only_digits(value[prefix.end() :])
    if value.startswith(("+", "(+")):
        return None
    if len(digits) == _NATIONAL + 2 and digits.startswith(_COUNTRY):
        return digits[2:]
    return digits if len(digits) in {_NATIONAL, _MACHINE} else None


_COUNTRY_LENGTHS = {
    "1": (10, 10), "7": (10, 10), "20": (8, 10), "27": (9, 9), "30": (10, 10), "31": (9, 9), "32": (8, 9),
    "33": (9, 9), "34": (9, 9), "36": (8, 9), "39": (6, 12), "40": (9, 9), "41": (9, 9), "43": (4, 13), "44": (9, 10),
    "45": (8, 8), "46": (7, 10), "48": (9, 9), "49": (5, 13), "51": (8, 9), "52": (10, 10), "54": (10, 11),
    "55": (10, 11), "56": (9, 9), "60": (8, 10), "61": (9, 9), "62": (8, 12), "63": (8, 10), "64": (8, 10),
    "65": (8, 8), "66": (8, 9), "81": (9, 10), "82": (8, 10), "84": (9, 10), "86": (10, 11), "90": (10, 10),
    "91": (10, 10), "92": (9, 10), "93": (9, 9), "94": (9, 9), "95": (7, 10), "98": (10, 10), "354": (7, 9),
    "358": (5, 12), "370": (8, 8), "371": (8, 8), "372": (7, 8), "380": (9, 9), "381": (8, 9), "385": (8, 9),
    "420": (9, 9), "421": (9, 9), "298": (6, 6), "299": (6, 6), "353": (7, 9), "351": (9, 9), "352": (6, 11),
}  # fmt: skip
"""Countries whose numbers are met most in Norway, to the least and the greatest length behind the code."""


def check_foreign_phone(value: str) -> Verdict | None:
    """Grade a number in international form with another country's code (ITU-T E.164: 8 to 15 digits).

    >>> check_foreign_phone("+46 70 123 45 67").status
    'international'
    >>> check_foreign_phone("+45 12 34") is None
    True
    """
    digits = only_digits(value)
    digits = digits.removeprefix("00") if not value.lstrip("( ").startswith("+") else digits
    if digits.startswith(("0", _COUNTRY)):
        return None
    code = next((digits[:length] for length in (3, 2, 1) if digits[:length] in _COUNTRY_LENGTHS), "")
    least, most = _COUNTRY_LENGTHS.get(code, (8, 15))
    behind = digits[len(code) :].removeprefix("0") if code and "(0)" in value.replace(" ", "") else digits[len(code) :]
    if not least <= len(behind) <= most:
        return None
    if value.isdigit():
        return Verdict("unbroken", "foreign", "digits with 00 and a country code in front")
    return Verdict("international", "foreign", "international form with a country code")
