"""Check digit arithmetic that several numbers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def only_digits(value: str) -> str:
    """The ASCII digits of a written number.

    >>> only_digits("1234.56.78903")
    '12345678903'
    """
    return "".join(char for char in value if "0" <= char <= "9")


def weighted_rest(digits: str, weights: Sequence[int]) -> int:
    """The sum of digits times weights, modulo 11; 0 for a number whose last digit is the check digit.

    >>> weighted_rest("12345678903", (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    0
    """
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def luhn(digits: str) -> bool:
    """Whether the last digit is right by the Luhn formula (ISO/IEC 7812-1, annex B).

    >>> luhn("79927398713"), luhn("79927398710")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value // 10 + value % 10
    return total % 10 == 0


def mod97(value: str) -> bool:
    """Whether an IBAN without spaces has the right check digits (ISO 7064, mod 97-10).

    >>> mod97("NO9386011117947"), mod97("NO9386011117948")
    (True, False)
    """
    moved = value[4:] + value[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1
