"""National ids: near misses first, then published examples, then the standard library of numbers as an oracle."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.no import fodselsnummer
from tests import synthetic

from pii_guard.validators.no_national_id import (
    check_duf,
    check_national_id,
    check_rounded_national_id,
    check_short_national_id,
)

NEAR_MISSES = [
    "99999999999",  # one digit all through
    "00100000000",  # no day
    "32015412345",  # no such day
    "01135412345",  # month 13 belongs to no family
    "29020105729",  # 29 February in a year without one
    "72015412345",  # 40 added to a day that does not exist
    "1091559678",  # ten digits
    "109155967840",  # twelve
    "109155 96784 1",
    "ddmmyyxxxxx",
]


@pytest.mark.parametrize("value", NEAR_MISSES)
def test_digits_that_cannot_be_a_national_id(value):
    assert check_national_id(value) is None


PUBLISHED = {  # worked examples of Skatteetaten, NAV and Norsk helsenett
    "13097248022": ("valid", "fodselsnummer"),
    "29020075838": ("valid", "fodselsnummer"),  # a leap day
    "15021951940": ("valid", "fodselsnummer"),  # a check digit of 11 is written 0
    "53097248016": ("valid", "d-nummer"),
    "70019950032": ("valid", "d-nummer"),  # born 1899
    "13527248013": ("variant", "h-nummer"),
    "81234567802": ("fh", "fh-nummer"),
    "91234567883": ("fh", "fh-nummer"),
    "10915596784": ("synthetic", "synthetic"),
    "41814061033": ("synthetic", "synthetic"),  # a D-number's day as well
    "30108299939": ("relaxed", "fodselsnummer"),  # by the rule that comes in 2032
    "55102499947": ("relaxed", "d-nummer"),
    "30908299902": ("relaxed", "synthetic"),
    "20036914712": ("invalid", "fodselsnummer"),  # wrong second check digit
}


@pytest.mark.parametrize(("value", "expected"), PUBLISHED.items())
def test_published_examples(value, expected):
    verdict = check_national_id(value)
    assert verdict is not None
    assert (verdict.status, verdict.kind) == expected


WRITTEN = [
    "109155 96784",
    "109155-96784",
    "109155\u00a096784",
    "10.91.55 96784",
    "109155%2096784",
    "109155=C2=A096784",
    "109155&nbsp;96784",
    "109155&#160;96784",
    "109155\\u00a096784",
    "10.91.1955 96784",
]


@pytest.mark.parametrize("value", WRITTEN)
def test_the_way_of_writing_does_not_count(value):
    verdict = check_national_id(value)
    assert verdict is not None
    assert verdict.status == "synthetic"


@given(synthetic.old_national_ids(), st.integers(0, 10), st.integers(1, 9))
@settings(max_examples=200)
def test_every_single_wrong_digit_is_seen(number, place, shift):
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    verdict = check_national_id(wrong)
    assert verdict is None or verdict.status == "invalid"


@given(
    st.one_of(synthetic.old_national_ids(), synthetic.national_ids(day=40, month=0), synthetic.national_ids(month=40))
)
@settings(max_examples=300)
def test_what_the_oracle_takes_is_taken(number):
    verdict = check_national_id(number)
    assert verdict is not None
    if fodselsnummer.is_valid(number):
        assert verdict.status in {"valid", "variant"}


@given(st.from_regex(r"[0-3]\d[01]\d{8}", fullmatch=True))
@settings(max_examples=500)
def test_what_the_oracle_refuses_is_never_called_valid(number):
    """But for two days of which the oracle knows less: the series of D-numbers, and birth dates to come."""
    verdict = check_national_id(number)
    if verdict is not None and verdict.status == "valid":
        try:
            fodselsnummer.validate(number)
        except fodselsnummer.InvalidComponent:
            assert int(number[4:6]) <= 54
        except fodselsnummer.ValidationError:
            pytest.fail("only a wrong birth date may divide us")


@pytest.mark.parametrize(("month", "kind"), [(20, "npid"), (40, "h-nummer"), (60, "synthetic"), (65, "synthetic")])
@given(data=st.data())
def test_families_of_months(month, kind, data):
    verdict = check_national_id(data.draw(synthetic.national_ids(month=month)))
    assert verdict is not None
    assert verdict.kind == kind


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("170205705503", None),  # before there were such numbers
        ("2002057055", None),
        ("200205705503", "invalid"),
        ("200205705502", "valid"),
        ("200900595509", "valid"),
    ],
)
def test_duf_numbers(value, status):
    verdict = check_duf(value)
    assert (verdict.status if verdict else None) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("3851598731", None),  # wrong check digit
        ("0385159873", None),  # the zero is there
        ("385159873", None),
        ("3851598730", "synthetic"),
    ],
)
def test_numbers_that_lost_their_zero(value, status):
    verdict = check_short_national_id(value)
    assert (verdict.status if verdict else None) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("9.91556e+10", None),  # no day begins with 99
        ("1.13556e+10", None),  # no month 35
        ("1.09156e+10", "rounded"),
        ("3,85159873e+09", "rounded"),
    ],
)
def test_numbers_that_a_spreadsheet_rounded(value, status):
    verdict = check_rounded_national_id(value)
    assert (verdict.status if verdict else None) == status
