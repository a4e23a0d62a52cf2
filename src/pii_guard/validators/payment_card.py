"""Payment card numbers: issuer ranges by brand, and the Luhn check digit (ISO/IEC 7812-1)."""

from __future__ import annotations

from pii_guard.validators.checksum import luhn, only_digits
from pii_guard.validators.verdict import Verdict

_BRANDS: tuple[tuple[str, str, str, tuple[int, ...]], ...] = (
    ("4", "4", "visa", (13, 16, 19)),
    ("51", "55", "mastercard", (16,)),
    ("2221", "2720", "mastercard", (16,)),
    ("34", "34", "american-express", (15,)),
    ("37", "37", "american-express", (15,)),
    ("300", "305", "diners-club", (14,)),
    ("36", "36", "diners-club", (14,)),
    ("38", "39", "diners-club", (14,)),
    ("6011", "6011", "discover", (16,)),
    ("65", "65", "discover", (16,)),
    ("3528", "3589", "jcb", (16,)),
    ("62", "62", "unionpay", (16, 17, 18, 19)),
    ("50", "50", "maestro", (13, 16, 18, 19)),
    ("56", "58", "maestro", (13, 16, 18, 19)),
    ("6304", "6304", "maestro", (16, 18, 19)),
    ("67", "67", "maestro", (13, 16, 18, 19)),
    ("9578", "9578", "bankaxept", (16,)),
)
"""First and last prefix, brand, lengths."""

_GTIN = 13
"""Digits of the numbers of goods: a card number as short as these is seldom one."""

_TEST_CARDS = frozenset({
    "4111111111111111", "4012888888881881", "4222222222222", "4242424242424242", "4000056655665556",
    "4000000000000002", "4000000000009995", "4000000000000077", "4000002500003155", "4917610000000000",
    "5555555555554444", "5105105105105100", "5200828282828210", "5454545454545454", "2223003122003222",
    "2223000048400011", "2222400070000005", "378282246310005", "371449635398431", "378734493671000",
    "30569309025904", "38520000023237", "36227206271667", "6011111111111117", "6011000990139424",
    "3530111333300000", "3566002020360505", "6011981111111113", "4532015112830366", "5425233430109903",
})  # fmt: skip
"""Numbers that payment services publish for testing."""


def check_card(value: str) -> Verdict | None:
    """Grade a card number; None for one that no brand has, with a wrong check digit, or published for testing.

    >>> check_card("5132 9260 5311 1536")
    Verdict(status='valid', kind='mastercard', reason="the check digit is right and the prefix is a card issuer's")
    >>> check_card("4111 1111 1111 1111") is None
    True
    """
    digits = only_digits(value)
    if digits in _TEST_CARDS or len(set(digits)) < 4 or not luhn(digits):  # noqa: PLR2004 - filler numbers
        return None
    for first, last, brand, lengths in _BRANDS:
        if len(digits) in lengths and first <= digits[: len(first)] <= last:
            status = "short" if len(digits) == _GTIN else "valid"
            return Verdict(status, brand, "the check digit is right and the prefix is a card issuer's")
    return None
