"""Norwegian bank account numbers and IBANs."""

from __future__ import annotations

import re

from pii_guard.validators.checksum import mod97, only_digits, weighted_rest
from pii_guard.validators.no_national_id import check_national_id
from pii_guard.validators.verdict import Verdict

_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24,
    "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
"""ISO 13616 registry: country to number of characters."""


def is_account(digits: str) -> bool:
    """Whether eleven digits have the right check digit; 0000 is no register number.

    >>> is_account("86011117947"), is_account("86011117948")
    (True, False)
    """
    return not digits.startswith("0000") and weighted_rest(digits, _WEIGHTS) == 0


def check_account(value: str) -> Verdict | None:
    """Grade an account number.

    Every national id with a right second check digit is also a right account number, so a number that passes as both is
    graded lower. One with a wrong check digit is ``invalid``.

    >>> check_account("8601.11.17947").status
    'valid'
    """
    digits = only_digits(value)
    if len(digits) != 11 or len(set(digits)) == 1:  # noqa: PLR2004 - length of an account number
        return None
    if not is_account(digits):
        return Verdict("invalid", None, "the check digit is wrong")
    identity = check_national_id(digits)
    if identity is not None and identity.status in {"valid", "synthetic", "variant", "odd"}:
        return Verdict("ambiguous", None, "the check digit is right, as those of a national id")
    return Verdict("valid", None, "the check digit is right")


def check_norwegian_iban(value: str) -> Verdict | None:
    """Grade a Norwegian IBAN: both its own and the account's check digits must be right.

    >>> check_norwegian_iban("NO93 8601 1117 947").status
    'valid'
    >>> check_norwegian_iban("NO23 8601 1117 946") is None
    True
    """
    compact = re.sub(r"[^A-Za-z0-9]", "", value).upper()
    if len(compact) != _IBAN_LENGTHS["NO"] or not mod97(compact) or not is_account(compact[4:]):
        return None
    return Verdict("valid", "iban", "the check digits of the IBAN and of the account are right")


def check_foreign_iban(value: str) -> Verdict | None:
    """Grade the IBAN of another country by length and check digits.

    >>> check_foreign_iban("GB82 WEST 1234 5698 7654 32").status
    'valid'
    """
    compact = re.sub(r"[^A-Za-z0-9]", "", value).upper()
    if compact[:2] == "NO" or _IBAN_LENGTHS.get(compact[:2]) != len(compact) or not mod97(compact):
        return None
    return Verdict("valid", None, "the length and the check digits are right")
