"""The marked ticket corpora: ``dev.jsonl``, and ``tickets.txt`` with placeholders for numbers with check digits.

Placeholders such as ``{fnr:space}`` become values that belong to nobody: national ids are synthetic (80 added to
the month) or of people born 1854-1899. The generator is seeded by the record's id, so the corpus is always the same.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).resolve().parent / "data"
_HEADER = re.compile(r"# id: (\S+)")
_PLACEHOLDER = re.compile(r"\{(fnr|dnr|hnr|tnr|konto|orgnr|kort|kid|mobil|fasttlf|badfnr|rnd11)(?::([^{}]+))?\}")
_MARK = re.compile(r"\[\[(.+?)\|([A-Z_]+)(?:\|(self|other))?\]\]", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """A marked span, in code points; ``subject`` for special categories."""

    start: int
    end: int
    label: str
    subject: str | None = None


@dataclass(frozen=True)
class Ticket:
    """One marked record."""

    id: str
    text: str
    marks: tuple[Mark, ...]


def read(path: Path) -> list[Ticket]:
    """All records of a corpus file."""
    return list(_read_jsonl(path) if path.suffix == ".jsonl" else _read_marked(path))


def _read_jsonl(path: Path) -> Iterator[Ticket]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        marks = (Mark(s["start"], s["end"], s["label"], s.get("subject")) for s in record["spans"])
        yield Ticket(record["id"], record["text"], tuple(marks))


def _read_marked(path: Path) -> Iterator[Ticket]:
    for block in re.split(r"^---\s*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        header, _, body = block.strip("\n").partition("\n")
        named = _HEADER.match(header)
        if named is None:
            continue
        maker = Numbers(random.Random(named[1]))  # noqa: S311 - test data
        expanded = _PLACEHOLDER.sub(lambda m, maker=maker: maker.make(m[1], m[2]), body.strip("\n"))
        yield _unmark(named[1], expanded)


def _unmark(name: str, marked: str) -> Ticket:
    parts: list[str] = []
    marks = []
    position = length = 0
    for mark in _MARK.finditer(marked):
        before = marked[position : mark.start()]
        start = length + len(before)
        marks.append(Mark(start, start + len(mark[1]), mark[2], mark[3]))
        parts += [before, mark[1]]
        length = start + len(mark[1])
        position = mark.end()
    parts.append(marked[position:])
    return Ticket(name, "".join(parts), tuple(marks))


class Numbers:
    """Makes the values that placeholders stand for."""

    def __init__(self, source: random.Random) -> None:
        self._random = source

    def make(self, kind: str, shape: str | None) -> str:
        """The value for ``{kind:shape}``."""
        digits = getattr(self, f"_{kind}")()
        return _SHAPES.get((kind.removeprefix("bad"), shape or ""), str)(digits)

    def _digits(self, count: int) -> str:
        return "".join(str(self._random.randrange(10)) for _ in range(count))

    def _identity(self, day: int = 0, month: int = 80) -> str:
        while True:
            born = (
                self._random.randint(1, 28) + day,
                self._random.randint(1, 12) + month,
                self._random.randint(40, 99),
            )
            date = "".join(f"{part:02d}" for part in born)
            number = _with_check_digits(date + f"{self._random.randint(0, 499):03d}")
            if number:
                return number

    def _tnr(self) -> str:
        return self._identity()

    def _fnr(self) -> str:
        while True:
            date = (
                f"{self._random.randint(1, 28):02d}{self._random.randint(1, 12):02d}{self._random.randint(54, 99):02d}"
            )
            number = _with_check_digits(date + f"{self._random.randint(500, 749):03d}")
            if number:
                return number

    def _dnr(self) -> str:
        return self._identity(day=40)

    def _hnr(self) -> str:
        return self._identity(month=40)

    def _badfnr(self) -> str:
        number = self._identity()
        return number[:10] + str((int(number[10]) + self._random.randint(1, 9)) % 10)

    def _rnd11(self) -> str:
        while True:
            number = self._digits(11)
            if _with_check_digits(number[:9]) != number and number[0] != "0":
                return number

    def _konto(self) -> str:
        while True:
            body = f"{self._random.randint(1000, 9899)}{self._digits(6)}"
            check = _mod11(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
            if check is not None and _with_check_digits(body[:9]) != body + check:
                return body + check

    def _orgnr(self) -> str:
        while True:
            body = f"{self._random.choice('89')}{self._digits(7)}"
            check = _mod11(body, (3, 2, 7, 6, 5, 4, 3, 2))
            if check is not None:
                return body + check

    def _kort(self) -> str:
        body = self._random.choice(("4925", "5413", "4571")) + self._digits(11)
        return body + _luhn(body)

    def _kid(self) -> str:
        body = self._digits(self._random.randint(8, 18))
        return body + _luhn(body)

    def _mobil(self) -> str:
        return self._random.choice(
            ("40", "41", "45", "46", "47", "48", "90", "91", "92", "93", "95", "97", "98")
        ) + self._digits(6)

    def _fasttlf(self) -> str:
        return self._random.choice(
            ("22", "23", "32", "33", "51", "55", "61", "64", "69", "73", "75", "77")
        ) + self._digits(6)


def _mod11(body: str, weights: tuple[int, ...]) -> str | None:
    rest = -sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11
    return None if rest == 10 else str(rest)  # noqa: PLR2004 - such numbers are not issued


def _with_check_digits(body: str) -> str | None:
    first = _mod11(body, (3, 7, 6, 1, 8, 9, 4, 5, 2))
    second = None if first is None else _mod11(body + first, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
    return None if first is None or second is None else body + first + second


def _luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the digit sum of a two-digit number
    return str(-total % 10)


def _cut(*lengths: int, by: str = " ") -> object:
    def shape(digits: str) -> str:
        parts, position = [], 0
        for length in lengths:
            parts.append(digits[position : position + length])
            position += length
        return by.join(part for part in (*parts, digits[position:]) if part)

    return shape


_IDENTITY_SHAPES = {
    "space": _cut(6),
    "dash": _cut(6, by="-"),
    "split": _cut(6, 3),
    "dots": lambda d: f"{d[:2]}.{d[2:4]}.{d[4:6]} {d[6:]}",
}
_SHAPES = {
    **{(kind, name): shape for kind in ("fnr", "dnr", "hnr", "tnr") for name, shape in _IDENTITY_SHAPES.items()},
    ("konto", "dots"): _cut(4, 2, by="."),
    ("konto", "space"): _cut(4, 2),
    ("orgnr", "space"): _cut(3, 3),
    ("kort", "space"): _cut(4, 4, 4),
    ("kort", "groups"): _cut(4, 4, 4),
    **{
        (kind, name): shape
        for kind in ("mobil", "fasttlf")
        for name, shape in {
            "pairs": _cut(2, 2, 2),
            "3-2-3": _cut(3, 2),
            "+47": lambda d: f"+47 {d[:3]} {d[3:5]} {d[5:]}",
            "0047": lambda d: f"0047 {d}",
        }.items()
    },
}
