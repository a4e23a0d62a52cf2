"""Account numbers, IBANs and payment cards, with the standard library of numbers as an oracle."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.no import kontonr
from tests import synthetic

from pii_guard.validators.no_bank_account import check_account, check_foreign_iban, check_norwegian_iban
from pii_guard.validators.payment_card import check_card


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("00000000000", None),  # one digit all through
        ("8601111794", None),
        ("86011117948", "invalid"),
        ("10915596784", "ambiguous"),  # a national id, which always passes
        ("86011117947", "valid"),
        ("8601.11.17947", "valid"),
    ],
)
def test_accounts(value, status):
    verdict = check_account(value)
    assert (verdict.status if verdict else None) == status


@given(st.from_regex(r"[1-9]\d{10}", fullmatch=True))
@settings(max_examples=500)
def test_accounts_as_the_oracle_has_them(number):
    verdict = check_account(number)
    right = verdict is not None and verdict.status != "invalid"
    assert right == (kontonr.is_valid(number) and len(set(number)) > 1)


@given(synthetic.accounts(), st.integers(0, 10), st.integers(1, 9))
def test_a_wrong_digit_of_an_account_is_seen(number, place, shift):
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    verdict = check_account(wrong)
    assert verdict is None or verdict.status == "invalid" or wrong.startswith("0000")


@pytest.mark.parametrize("value", ["NO2386011117946", "NO9386011117948", "NO938601111794", "SE9386011117947"])
def test_no_norwegian_iban(value):
    assert check_norwegian_iban(value) is None


@given(synthetic.accounts())
def test_norwegian_ibans(account):
    value = "NO" + iban.calc_check_digits("NO00" + account) + account
    verdict = check_norwegian_iban(value)
    assert (verdict is not None) == iban.is_valid(value)


@pytest.mark.parametrize("value", ["GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606"])
def test_ibans_of_other_countries(value):
    assert check_foreign_iban(value) is not None
    assert check_foreign_iban(value[:-1] + ("1" if value[-1] != "1" else "2")) is None


@pytest.mark.parametrize(
    "value",
    [
        "4111 1111 1111 1111",  # published for testing
        "5132926053111537",  # wrong check digit
        "0000000000000000",
        "1234567812345670",  # no issuer
        "356938035643809",  # an IMEI
    ],
)
def test_no_card(value):
    assert check_card(value) is None


@given(synthetic.cards())
def test_cards_pass_the_oracle(number):
    verdict = check_card(number)
    assert verdict is not None
    assert luhn.is_valid(number)


def test_numbers_as_short_as_those_of_goods_are_graded_apart():
    verdict = check_card("4007817327098"[:12] + luhn.calc_check_digit("400781732709"))
    assert verdict is not None
    assert verdict.status == "short"
