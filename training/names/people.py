"""Names of nobody: from Statistics Norway's lists, from parts of farm names, and from other parts of the world."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_LISTS = Path(__file__).resolve().parents[2] / "src" / "pii_guard" / "rules" / "names"
_PARTS = tomllib.loads((Path(__file__).resolve().parent / "people.toml").read_text(encoding="utf-8"))
_FRONT = _PARTS["front"].split()
_BACK = _PARTS["back"].split()
_PATRONYMS = _PARTS["patronyms"].split()
_OLD_GIVEN = _PARTS["old_given"].split()
_WORLD_GIVEN = _PARTS["world_given"].split()
_WORLD_LAST = _PARTS["world_last"].split()
_EVERY_OTHER = 0.5
_ONSETS = _PARTS["onsets"].split()
_VOWELS = _PARTS["vowels"].split()
_CODAS = ["", "", "n", "r", "s", "l", "t", "m", "k", "ng", "rt", "nd", "sh", "ck", "x", "ov", "er", "us", "in"]
_SLOT = re.compile(r"\{[NGSLAgsnm]\}")


class People:
    """A seeded source of names."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given = _read("given.txt")
        self._surnames = _read("surnames.txt")
        self._makers: dict[str, Callable[[], str]] = {
            "{N}": self.full,
            "{G}": self.given,
            "{g}": self.given,
            "{S}": self.surname,
            "{s}": self.surname,
            "{L}": lambda: f"{self.surname()}, {self.given()}",
            "{A}": lambda: self.full() if random.random() < _EVERY_OTHER else self.given(),
            "{n}": lambda: str(random.randint(1, 999)),
            "{m}": lambda: f"{random.choice((4, 9))}{random.randint(1000000, 9999999)}",
        }

    def given(self) -> str:
        """A given name; now and then two."""
        roll = self._random.random()
        if roll < 0.6:
            name = self._random.choice(self._given)
        elif roll < 0.75:
            name = self._random.choice(_OLD_GIVEN)
        else:
            name = self._random.choice(_WORLD_GIVEN)
        return f"{name}-{self._random.choice(self._given)}" if self._random.random() < 0.03 else name

    def surname(self) -> str:
        """A surname: a listed one, a made one or one from elsewhere."""
        roll = self._random.random()
        if roll < 0.4:
            return self._random.choice(self._surnames)
        if roll < 0.75:
            return self._made()
        if roll < 0.78:
            return f"{self._random.choice(self._surnames)}-{self._random.choice(self._surnames)}"
        return self._random.choice(_WORLD_LAST).replace("_", " ")

    def _made(self) -> str:
        if self._random.random() < 0.15:
            return self._random.choice(_PATRONYMS) + self._random.choice(("sen", "sen", "son", "sdotter"))
        return self._random.choice(_FRONT) + self._random.choice(("", "", "", "e", "s")) + self._random.choice(_BACK)

    def pseudo(self) -> str:
        """A word of no language, with a capital: only what stands round it tells what it is."""
        chance = self._random
        syllables = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((1, 2, 2, 3))))
        return ("".join(syllables) + chance.choice(_CODAS)).capitalize()

    def full(self) -> str:
        """A given name or two, or initials, and a surname."""
        roll = self._random.random()
        first = self.given()
        if roll < 0.12:
            first = f"{first} {self.given()}"
        elif roll < 0.17:
            first = f"{first} {self._random.choice('ABEFGHIJKLMNOPRSTØ')}."
        elif roll < 0.2:
            first = f"{first[0]}."
        last = self.surname()
        return (
            f"{first} {self._random.choice(self._surnames)} {last}"
            if self._random.random() < 0.1
            else f"{first} {last}"
        )

    def like(self, name: str) -> str:
        """Another name with as many words; a single word may be a given name or a surname."""
        words = name.split(" ")
        if self._random.random() < 0.3:
            return " ".join(self.pseudo() for _ in words) + ("s" if name.endswith("s") else "")
        if len(words) == 1:
            genitive = "s" if name.endswith("s") and not name.endswith(("ss", "us", "as", "is", "es")) else ""
            listed = name in self._surnames and name not in self._given
            made = self.surname() if listed else self.given()
            return made + (genitive if not made.endswith("s") else "")
        firsts = [self.given() for _ in words[:-1]]
        return " ".join([*firsts, self.surname()])

    def fill(self, template: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
        """``{N}`` full name, ``{G}`` given, ``{S}`` surname, ``{L}`` "surname, given", ``{A}`` any form: marked.

        ``{g}`` and ``{s}`` are a given name and a surname that stand for something else: unmarked.
        """
        parts: list[str] = []
        marks: list[tuple[int, int, str]] = []
        length = 0
        for piece in _pieces(template):
            text = self._piece(piece)
            if piece in {"{N}", "{G}", "{S}", "{L}", "{A}"}:
                marks.append((length, length + len(text), "PER"))
            parts.append(text)
            length += len(text)
        return "".join(parts), tuple(marks)

    def _piece(self, piece: str) -> str:
        make = self._makers.get(piece)
        return piece if make is None else make()


def _pieces(template: str) -> list[str]:
    pieces: list[str] = []
    rest = template
    while (found := _SLOT.search(rest)) is not None:
        pieces += [rest[: found.start()], found[0]]
        rest = rest[found.end() :]
    return [*pieces, rest]


def _read(name: str) -> list[str]:
    return [line.rstrip("*") for line in (_LISTS / name).read_text(encoding="utf-8").split()]
