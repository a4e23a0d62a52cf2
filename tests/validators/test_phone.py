"""Phones: near misses first, then libphonenumber as the oracle of what a number is."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_guard.validators.phone import check_foreign_phone, check_phone

NEAR_MISSES = [
    "12345678",  # no number begins with 1
    "01234567",
    "99999999",  # one digit all through
    "87654321",
    "9123456",
    "912345678",
    "02800",  # a firm's short number
    "116117",
    "112",
    "+46701234567",  # not Norwegian
    "591234567890",  # twelve digits, but not of the series for machines
]


@pytest.mark.parametrize("value", NEAR_MISSES)
def test_no_norwegian_number(value):
    assert check_phone(value) is None


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("91 23 45 67", "grouped"),
        ("912 34 567", "grouped"),
        ("91.23.45.67", "grouped"),
        ("9123 4567", "spaced"),
        ("91234567", "mobile"),
        ("22123456", "fixed"),
        ("20123456", "unassigned"),
        ("815 00 000", "special"),
        ("+47 912 34 567", "international"),
        ("(+47) 91 23 45 67", "international"),
        ("0047 91234567", "international"),
        ("47 91 23 45 67", "international"),
        ("580012345678", "machine"),
    ],
)
def test_what_a_number_looks_like(value, status):
    verdict = check_phone(value)
    assert verdict is not None
    assert verdict.status == status


@given(st.integers(20_000_000, 99_999_999).map(str))
@settings(max_examples=500)
def test_every_number_that_libphonenumber_knows_is_a_number(digits):
    if (
        len(set(digits)) > 1
        and digits != "87654321"
        and any(phonenumbers.is_valid_number(phonenumbers.parse(digits, region)) for region in ("NO", "SJ"))
    ):
        verdict = check_phone(digits)
        assert verdict is not None
        assert verdict.status in {"mobile", "fixed", "special"}


@given(st.integers(20_000_000, 79_999_999).map(str).filter(lambda digits: digits[0] != "4"))
@settings(max_examples=500)
def test_blocks_that_libphonenumber_has_none_of_are_unassigned(digits):
    verdict = check_phone(digits)
    if verdict is not None and verdict.status == "unassigned":
        assert not phonenumbers.is_valid_number(phonenumbers.parse(digits, "NO"))


REGIONS = ["SE", "DK", "FI", "DE", "GB", "PL", "LT", "US", "FR", "ES", "NL", "IS"]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("kind", [phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE])
@pytest.mark.parametrize("form", [phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.E164])
def test_example_numbers_of_other_countries(region, kind, form):
    written = phonenumbers.format_number(phonenumbers.example_number_for_type(region, kind), form)
    verdict = check_foreign_phone(written)
    assert verdict is not None
    assert verdict.status == "international"


@pytest.mark.parametrize("value", ["+45 12 34", "+4791234567", "+0 123 456 789", "+46 1234567890123456"])
def test_no_foreign_number(value):
    assert check_foreign_phone(value) is None
