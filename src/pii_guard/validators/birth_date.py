"""Dates that somebody may have been born on."""

from __future__ import annotations

import re
from datetime import date

from pii_guard.validators.verdict import Verdict

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "january", "jan"), ("februar", "february", "feb"), ("mars", "march", "mar"), ("april", "apr"),
            ("mai", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("august", "aug"),
            ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"),
            ("desember", "december", "des", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_EARLIEST = 1890
_SHORT = 6
_GROWN, _OLD = 10, 30
"""Years after which a date is old enough to be a birth date more often than the date of an event."""


def check_birth_date(value: str) -> Verdict | None:
    """Grade a full date; None for one that is no date or lies outside a life that can have been lived.

    >>> check_birth_date("7.4.1944").status, check_birth_date("3/5-68").status, check_birth_date("31.02.1990")
    ('old', 'old', None)
    """
    parts = _parts(value.lower())
    if parts is None:
        return None
    day, month, year = parts
    today = date.today()  # noqa: DTZ011 - a birth date has no time zone
    if year < 100:  # noqa: PLR2004 - two digits of a year
        year += 2000 if year <= today.year % 100 else 1900
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if year < _EARLIEST or found > today:
        return None
    age = today.year - year
    return Verdict("old" if age >= _OLD else "grown" if age >= _GROWN else "valid", None, "a date in the past")


def _parts(value: str) -> tuple[int, int, int] | None:
    """Day, month, year as written."""
    word = re.search(r"[a-z]{3,}", value)
    numbers = [int(number) for number in re.findall(r"\d+", value)]
    if word is not None:
        month = _MONTHS.get(word[0])
        return (numbers[0], month, numbers[1]) if month and len(numbers) == 2 else None  # noqa: PLR2004 - day, year
    if len(numbers) == 3:  # noqa: PLR2004 - day, month, year
        return (numbers[2], numbers[1], numbers[0]) if numbers[0] > 31 else (numbers[0], numbers[1], numbers[2])  # noqa: PLR2004
    digits = "".join(re.findall(r"\d", value))
    if len(digits) not in {_SHORT, _SHORT + 2}:
        return None
    if len(digits) > _SHORT and int(digits[4:]) < _EARLIEST:  # the year stands first
        return int(digits[6:]), int(digits[4:6]), int(digits[:4])
    return int(digits[:2]), int(digits[2:4]), int(digits[4:])
