"""Invented values in the form of real ones, of kinds that belong to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.deferred import deferred

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DIGIT = deferred(r"\d")
_SEPARATED = deferred(r"^(\d{6})([ \-.]?)(\d{5})$")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_GIVEN = (
    "Adelheid", "Borghild", "Dagfinn", "Eldbjørg", "Fridtjof", "Gunnvor", "Herbrand", "Ingebrigt", "Jørund",
    "Kjellfrid", "Ludolf", "Målfrid", "Nikoline", "Oddgeir", "Petrine", "Ragnfrid", "Sigfrid", "Torgunn",
    "Ulvhild", "Vigdis",
)  # fmt: skip
_FAMILY = (
    "Prøvedal", "Eksempelvik", "Testmoen", "Diktehaug", "Liksomsen", "Oppdiktrud", "Tenkestad", "Mønsterås",
    "Attrappli", "Fiktevoll", "Papirnes", "Skyggeland",
)  # fmt: skip
_STREETS = ("Eksempelveien", "Prøvegata", "Liksomstien", "Oppdiktet vei", "Tenkeplassen")
NAMES = frozenset(_GIVEN) | frozenset(_FAMILY)


def synthetic(entity: str, value: str, seed: bytes) -> str | None:
    """A value of the same form that ``seed`` decides, or None for an entity that has no invented kind."""
    maker = _MAKERS.get(entity)
    return maker(value, _numbers(seed)) if maker else None


def is_synthetic(entity: str, value: str) -> bool:
    """Whether a value found in a copy is one that this module makes."""
    test = _TESTS.get(entity)
    return test is not None and test(value)


def _numbers(seed: bytes) -> Iterator[int]:
    number = int.from_bytes(seed, "big")
    while True:
        number, rest = divmod(number, 1_000_003)
        yield rest
        number = number or int.from_bytes(seed[::-1], "big")


def _national_id(value: str, numbers: Iterator[int]) -> str:
    """A synthetic national id, as the tax administration makes them: 80 added to the month, right check digits."""
    while True:
        day, month, year = next(numbers) % 28 + 1, next(numbers) % 12 + 81, next(numbers) % 60 + 40
        body = f"{day:02d}{month:02d}{year:02d}{next(numbers) % 500:03d}"
        first = _check(body, _FIRST)
        second = None if first is None else _check(body + first, _SECOND)
        if first is not None and second is not None:
            break
    match = _SEPARATED.match(value)
    number = body + first + second
    return f"{number[:6]}{match[2] if match else ''}{number[6:]}"


def _check(body: str, weights: tuple[int, ...]) -> str | None:
    rest = -sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    return None if rest == 10 else str(rest)  # noqa: PLR2004 - such numbers are not issued


def _like(value: str, digits: str) -> str:
    """``digits`` in the places of the last digits of ``value``; those before them stay, as a country code does."""
    places = [match.start() for match in _DIGIT.finditer(value)][-len(digits) :]
    chars = list(value)
    for place, digit in zip(places, digits[-len(places) :], strict=True):
        chars[place] = digit
    return "".join(chars)


def _phone(value: str, numbers: Iterator[int]) -> str:
    """68 05 00 00 to 68 05 99 99 are kept free for fiction."""
    digits = f"6805{next(numbers) % 10_000:04d}"
    count = len(_DIGIT.findall(value))
    local = value.lstrip().startswith(("+47", "0047")) or count == len(digits)
    return _like(value, digits) if local and count >= len(digits) else digits


def _person(value: str, numbers: Iterator[int]) -> str:
    words = value.split()
    given, family = _GIVEN[next(numbers) % len(_GIVEN)], _FAMILY[next(numbers) % len(_FAMILY)]
    return given if len(words) == 1 else f"{given} {family}"


def _email(_value: str, numbers: Iterator[int]) -> str:
    name = f"{_GIVEN[next(numbers) % len(_GIVEN)]}.{next(numbers) % 100_000}".lower()
    return name.replace("ø", "o").replace("å", "a") + "@example.com"


def _card(value: str, numbers: Iterator[int]) -> str:
    """A number of the range that card schemes keep for tests."""
    body = f"400000{next(numbers) % 1_000_000_000:09d}"
    total = 0
    for place, digit in enumerate(reversed(body)):
        double = int(digit) * (2 if place % 2 == 0 else 1)
        total += double - 9 if double > 9 else double  # noqa: PLR2004 - the digit sum of a two-digit number
    return (
        _like(value, body + str(-total % 10))
        if len(_DIGIT.findall(value)) == len(body) + 1
        else body + str(-total % 10)
    )


def _ip(value: str, numbers: Iterator[int]) -> str:
    return f"2001:db8::{next(numbers) % 65536:x}" if ":" in value else f"192.0.2.{next(numbers) % 254 + 1}"


def _mac(value: str, numbers: Iterator[int]) -> str:
    mark = "-" if "-" in value else ":"
    return mark.join(["00", "00", "5E", "00", "53", f"{next(numbers) % 256:02X}"])


def _address(_value: str, numbers: Iterator[int]) -> str:
    return f"{_STREETS[next(numbers) % len(_STREETS)]} {next(numbers) % 98 + 1}"


_MAKERS: dict[str, Callable[[str, Iterator[int]], str]] = {
    "NO_NATIONAL_ID": _national_id,
    "PHONE_NUMBER": _phone,
    "PERSON": _person,
    "EMAIL_ADDRESS": _email,
    "CREDIT_CARD": _card,
    "IP_ADDRESS": _ip,
    "MAC_ADDRESS": _mac,
    "ADDRESS": _address,
}

_SYNTHETIC_ID = deferred(r"\d\d(?:8[1-9]|9[0-2])\d\d[ \-.]?\d{5}")
_TESTS: dict[str, Callable[[str], bool]] = {
    "NO_NATIONAL_ID": lambda value: _SYNTHETIC_ID.fullmatch(value) is not None,
    "PHONE_NUMBER": lambda value: "".join(_DIGIT.findall(value))[-8:].startswith("6805"),
    "PERSON": lambda value: any(word in NAMES for word in value.replace(",", " ").split()),
    "EMAIL_ADDRESS": lambda value: value.endswith("@example.com"),
    "CREDIT_CARD": lambda value: "".join(_DIGIT.findall(value)).startswith("400000"),
    "IP_ADDRESS": lambda value: value.startswith(("192.0.2.", "2001:db8::")),
    "MAC_ADDRESS": lambda value: value.replace("-", ":").startswith("00:00:5E:00:53:"),
    "ADDRESS": lambda value: value.startswith(_STREETS),
}
