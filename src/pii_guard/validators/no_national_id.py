"""Norwegian national identity numbers: eleven digits with two check digits, and their relatives.

Sources: Skatteetaten, "Nytt fødselsnummer fra 2032" and "Utvidelse av D-nummerserien"; the Directorate for e-health,
"Identifikatorer for personer"; NAV's and Norsk helsenett's descriptions of test numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pii_guard.deferred import deferred
from pii_guard.validators.checksum import only_digits, weighted_rest
from pii_guard.validators.verdict import Verdict

LENGTH = 11
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_RELAXED_RESTS = frozenset({1, 2, 3})
"""Rests of the first check digit in numbers issued from 2032 on."""
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_D_NUMBER = 40
_ESCAPED_SPACE = deferred(r"%20|=20|%c2%a0|=c2=a0|&[a-z0-9#]{3,8};|\\u[0-9a-f]{4}", re.IGNORECASE)
_WITH_CENTURY = 13
_MONTH_FAMILIES = {0: "fodselsnummer", 20: "npid", 40: "h-nummer", 60: "synthetic", 65: "synthetic", 80: "synthetic"}
"""What is added to the month, to the kind of number. 40 is also NAV's test range, which looks the same."""


class Reading(NamedTuple):
    """The first six digits as a date of one of the families."""

    kind: str
    day: int
    month: int
    year: int
    added: int


def check_national_id(value: str) -> Verdict | None:
    """Grade an eleven-digit number; None where the digits cannot be one at all.

    >>> check_national_id("109155 96784")[:2]
    ('synthetic', 'synthetic')
    >>> check_national_id("10915596785").status
    'invalid'
    >>> check_national_id("99999999999") is None
    True
    """
    digits = only_digits(_ESCAPED_SPACE.sub(" ", value))
    if len(digits) == _WITH_CENTURY and digits[4:6] in {"18", "19", "20"}:
        digits = digits[:4] + digits[6:]
    if len(digits) != LENGTH or len(set(digits)) == 1:
        return None
    reading = read_date(digits)
    rests = weighted_rest(digits[:10], _FIRST), weighted_rest(digits, _SECOND)
    if reading is None:
        if rests == (0, 0) and digits[0] in "89":
            return Verdict(
                "fh", "fh-nummer", "both check digits are right; the first digit is that of a shared help number"
            )
        return None
    if rests[1] == 0 and rests[0] in _RELAXED_RESTS:
        return Verdict("relaxed", reading.kind, "the check digits are right by the rule that comes in 2032")
    if rests != (0, 0):
        return Verdict("invalid", reading.kind, "begins with a date, but the check digits are wrong")
    return _valid(digits, reading)


def _valid(digits: str, reading: Reading) -> Verdict:
    if reading.kind == "synthetic":
        return Verdict("synthetic", "synthetic", "both check digits are right; the month is that of a test number")
    if reading.added:
        return Verdict("variant", reading.kind, "both check digits are right; the month is that of a help number")
    if century(digits, reading) is None:
        return Verdict("odd", reading.kind, "both check digits are right, but no such number was issued before 2032")
    return Verdict("valid", reading.kind, "both check digits are right")


def read_date(digits: str) -> Reading | None:
    """The date that the number begins with, in the family that its month belongs to.

    >>> read_date("41810021827")
    Reading(kind='synthetic', day=1, month=1, year=0, added=80)
    """
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    is_d = day > _D_NUMBER
    day -= _D_NUMBER if is_d else 0
    for added, kind in _MONTH_FAMILIES.items():
        if 1 <= month - added <= 12 and 1 <= day <= _DAYS[month - added - 1]:  # noqa: PLR2004 - months
            if day == 29 and month - added == 2 and year % 4:  # noqa: PLR2004 - leap day
                return None
            named = "d-nummer" if is_d and added == 0 else kind
            return Reading(named, day, month - added, year, added)
    return None


def century(digits: str, reading: Reading) -> int | None:
    """The century of birth by the individual number, or None for a combination not issued before 2032.

    >>> century("13097248022", read_date("13097248022"))
    1900
    """
    number, year = int(digits[6:9]), reading.year
    if reading.kind == "d-nummer":
        return _d_number_century(number, year)
    if number <= 499:  # noqa: PLR2004 - the series of folkeregisterforskriften chapter 2
        found = 1900
    elif number <= 749 and year >= 54:  # noqa: PLR2004
        found = 1800
    elif year <= 39:  # noqa: PLR2004
        found = 2000
    elif number >= 900:  # noqa: PLR2004
        found = 1900
    else:
        return None
    leap_day_in_1900 = found + year == 1900 and (reading.day, reading.month) == (29, 2)  # noqa: PLR2004
    return None if leap_day_in_1900 else found


def _d_number_century(number: int, year: int) -> int | None:
    """The series of D-numbers since 2021."""
    first = number // 100
    if year >= 40:  # noqa: PLR2004 - 1940-1999
        return 1800 if first == 5 and year >= 58 else 1900  # noqa: PLR2004
    return 1900 if first <= 1 else 2000


def check_duf(value: str) -> Verdict | None:
    """Grade a twelve-digit DUF number of the immigration authorities: year, serial, two check digits.

    The rule is not public; this one is presumed, so a pass only makes the number likely.

    >>> check_duf("200205705502").status, check_duf("200205705503").status, check_duf("170205705503")
    ('valid', 'invalid', None)
    """
    digits = only_digits(value)
    if len(digits) != 12 or not 1980 <= int(digits[:4]) <= 2060:  # noqa: PLR2004 - year first
        return None
    body = digits[4:10] + digits[:4]
    if weighted_rest(body, (4, 6, 3, 2, 7, 5, 4, 6, 3, 2)) != int(digits[10:]):
        return Verdict("invalid", "duf", "begins with a year, but the check digits are wrong")
    return Verdict("valid", "duf", "the check digits are right")


def check_short_national_id(value: str) -> Verdict | None:
    """Grade ten digits as a national id whose leading zero a spreadsheet took.

    >>> check_short_national_id("3851598730").status, check_short_national_id("1815596784")
    ('synthetic', None)
    """
    digits = only_digits(value)
    if len(digits) != LENGTH - 1 or digits[0] == "0":
        return None
    verdict = check_national_id("0" + digits)
    return verdict if verdict is not None and verdict.status != "invalid" else None


def check_rounded_national_id(value: str) -> Verdict | None:
    """Grade what a spreadsheet makes of a national id: ``1.09156E+10``, with a date in its first digits.

    >>> check_rounded_national_id("1.09156e+10").status, check_rounded_national_id("9.91556e+10")
    ('rounded', None)
    """
    mantissa, _, exponent = value.lower().partition("e")
    digits = only_digits(mantissa)
    digits = digits if int(exponent) == LENGTH - 1 else "0" + digits
    if read_date((digits + "0" * LENGTH)[:LENGTH]) is None:
        return None
    return Verdict("rounded", None, "a number of the length and with the date of a national id, rounded")
