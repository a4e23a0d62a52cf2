"""Birth dates, e-mail addresses, network addresses and plates: near misses beside hits."""

import pytest

from pii_guard.validators import VALIDATORS


def status(name, value):
    """The validator's status for a value, or None."""
    verdict = VALIDATORS[name](value)
    return verdict.status if verdict else None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("31.02.1990", None),
        ("12.13.1990", None),
        ("12.03.2099", None),  # not yet
        ("12.03.1790", None),
        ("1961", None),
        ("12.03.1961", "old"),
        ("12/3-61", "old"),
        ("1961-03-12", "old"),
        ("120361", "old"),
        ("19610312", "old"),
        ("12. mars 1961", "old"),
        ("march 12, 1961", "old"),
    ],
)
def test_birth_dates(value, expected):
    assert status("birth_date", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("noreply@fjordbrev.no", None),
        ("ikke-svar@fjordbrev.no", None),
        ("kunde@example.com", None),
        ("a@b.test", None),
        ("ikon@2x.png", None),
        ("pakke@1.3.0", None),
        ("getty@tty1.service", None),
        ("kari@fjordbrev.no", "valid"),
        ("kari%40fjordbrev.no", "valid"),
    ],
)
def test_email_addresses(value, expected):
    assert status("email", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("127.0.0.1", None),
        ("0.0.0.0", None),  # noqa: S104 - a text, not a socket
        ("255.255.255.0", None),
        ("169.254.1.1", None),
        ("224.0.0.1", None),
        ("8.8.8.8", None),
        ("::1", None),
        ("fe80::1", None),
        ("256.1.1.1", None),
        ("12:05:01:44", None),
        ("192.0.2.17", "documentation"),
        ("2001:db8::1", "documentation"),
        ("10.14.2.31", "v4"),
        ("84.213.77.19", "v4"),
        ("2a01:79d:45ab::17", "v6"),
    ],
)
def test_ip_addresses(value, expected):
    assert status("ip", value) == expected


@pytest.mark.parametrize("value", ["ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "5c:cf:7f:12:a0"])
def test_no_mac_address(value):
    assert status("mac", value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("QA 12345", None),  # letters that no series has
        ("NS 3420", None),
        ("KR 10000", None),
        ("EU 12345", None),
        ("AB 01234", None),
        ("av 12345", None),  # a word
        ("AB 123", None),
        ("EK 12345", "nationwide"),
        ("DL77210", "ordinary"),
        ("TV 6214", "ordinary"),
        ("dl 77210", "small"),
    ],
)
def test_plates(value, expected):
    assert status("no.vehicle_plate", value) == expected
