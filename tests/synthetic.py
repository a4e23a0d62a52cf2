"""Hypothesis makers of values that belong to nobody, and of the shapes that people write them in.

National ids have 80 added to the month or are of people born 1854-1899; card numbers are made from issuers' prefixes.
"""

from __future__ import annotations

from hypothesis import strategies as st

from pii_guard.validators.checksum import luhn

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_SPACES = (" ", "\u00a0", "\u202f", "\u2009")


def check_digit(digits: str, weights: tuple[int, ...]) -> str | None:
    """The modulo 11 check digit, or None where none exists."""
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return None if rest == 10 else str(rest)


def completed(nine: str) -> str | None:
    """Nine digits with both check digits of a national id, or None where they have none."""
    first = check_digit(nine, _FIRST)
    second = check_digit(nine + first, _SECOND) if first is not None else None
    return None if first is None or second is None else nine + first + second


@st.composite
def national_ids(draw: st.DrawFn, *, day: int = 0, month: int = 80) -> str:
    """Eleven digits; ``day`` and ``month`` are what the family of numbers adds."""
    date = f"{draw(st.integers(1, 28)) + day:02d}{draw(st.integers(1, 12)) + month:02d}{draw(st.integers(54, 99)):02d}"
    return draw(st.integers(0, 499).map(lambda n: completed(f"{date}{n:03d}")).filter(bool))


@st.composite
def old_national_ids(draw: st.DrawFn) -> str:
    """Ordinary numbers, of people born 1854-1899."""
    date = f"{draw(st.integers(1, 28)):02d}{draw(st.integers(1, 12)):02d}{draw(st.integers(54, 99)):02d}"
    return draw(st.integers(500, 749).map(lambda n: completed(f"{date}{n:03d}")).filter(bool))


@st.composite
def accounts(draw: st.DrawFn) -> str:
    """Eleven digits with an account's check digit."""
    ten = f"{draw(st.integers(1000, 9899))}{draw(st.integers(0, 999999)):06d}"
    digit = check_digit(ten, _SECOND)
    return ten + digit if digit is not None else draw(accounts())


@st.composite
def cards(draw: st.DrawFn) -> str:
    """Sixteen digits of a Visa or Mastercard that pass the Luhn check."""
    body = draw(st.sampled_from(("4925", "4571", "5132", "5399"))) + f"{draw(st.integers(0, 10**11 - 1)):011d}"
    number = next(body + str(last) for last in range(10) if luhn(body + str(last)))
    return number if len(set(number)) >= 4 else draw(cards())


mobiles = st.builds(
    lambda start, rest: f"{start}{rest:06d}",
    st.sampled_from(("41", "45", "47", "90", "92", "97")),
    st.integers(0, 999999),
).filter(lambda number: len(set(number)) > 2)
emails = st.builds(
    lambda name, host, ending: f"{name}@{host}.{ending}",
    st.from_regex(r"[a-z]{2,8}(?:[._][a-z]{2,8})?", fullmatch=True).filter(lambda name: "reply" not in name),
    st.from_regex(r"[a-z]{4,10}", fullmatch=True).filter(lambda host: host not in {"example", "localhost", "invalid"}),
    st.sampled_from(("no", "com", "net")),
)
spaces = st.sampled_from(_SPACES)


def cut(digits: str, *sizes: int, by: str) -> str:
    """The digits in groups."""
    parts, start = [], 0
    for size in (*sizes, len(digits) - sum(sizes)):
        parts.append(digits[start : start + size])
        start += size
    return by.join(parts)


@st.composite
def written_national_ids(draw: st.DrawFn, digits: st.SearchStrategy[str]) -> str:
    """A national id in one of the usual shapes."""
    number, space = draw(digits), draw(spaces)
    shapes = (
        number,
        cut(number, 6, by=space),
        cut(number, 6, by="-"),
        cut(number, 6, by="\u2013"),
        cut(number, 6, 3, by=space),
        f"{number[:2]}.{number[2:4]}.{number[4:6]} {number[6:]}",
    )
    return draw(st.sampled_from(shapes))


@st.composite
def written_phones(draw: st.DrawFn) -> str:
    """A mobile number in one of the usual shapes."""
    number, space = draw(mobiles), draw(spaces)
    shapes = (
        cut(number, 2, 2, 2, by=space),
        cut(number, 3, 2, by=space),
        f"+47{number}",
        f"+47{space}{cut(number, 3, 2, by=space)}",
        f"0047{number}",
        f"(+47) {number}",
    )
    return draw(st.sampled_from(shapes))


written_accounts = accounts().map(lambda number: cut(number, 4, 2, by="."))
written_cards = cards().flatmap(lambda n: st.sampled_from((n, cut(n, 4, 4, 4, by=" "), cut(n, 4, 4, 4, by="-"))))

_SENTENCES = (
    "Hei! Panelet i gangen er dødt.",
    "Kan dere se på dette?",
    "Vi har ventet i tre uker nå.",
    "Æ får ikkje logga inn på sida.",
    "Takk for hjelpen sist.",
    "The sensor is offline \u2013 again.",
    "🙂",
    "ﬁlen ligger ved.",
    "",
)
surroundings = st.lists(st.sampled_from(_SENTENCES), max_size=4).map(" ".join)
"""Text without an identifier."""
