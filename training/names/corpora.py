"""What the model learns from: NorNE in chunks, marked tickets, the project's own sentences with names put in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.corpus import read as read_tickets

from pii_guard.nlp.lists import is_given_name, is_surname
from training import marked
from training.names.norne import Sentence, Text, as_text, read_sentences
from training.names.people import People

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

_T = TypeVar("_T")
_HERE = Path(__file__).resolve().parent
_TRAINING = _HERE.parent
_CAPITALISED = re.compile(r"[A-ZÆØÅ][\w'-]+")
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A"})
_DOUBLED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_MOST_SENTENCES = 6
_BLOCK = 6
"""Lines of program text that stand together."""
_HELD_DOCUMENT, _HELD_TICKET = 16, 12
"""One in so many is never learned from: the state to keep is chosen by these, so that the development files
measure what they did not help to choose."""
_HELD_CHUNK = 4


class Corpora:
    """All sources and one seeded source of chance; ``epoch`` mixes them anew."""

    def __init__(self, random: Random, norne: Iterable[Path], tickets: Iterable[Path]) -> None:
        self._random = random
        self._people = People(random)
        self.held: dict[str, list[Text]] = {}
        self._norne: list[list[Sentence]] = []
        for path in norne:
            learned, held = _parted(_by_document(read_sentences(path)), _HELD_DOCUMENT)
            self._norne += learned
            self.held[path.name.split(".")[0]] = [text for group in held for text in _held_texts(group)]
        self._tickets, held_tickets = _parted([text for path in tickets for text in _persons(path)], _HELD_TICKET)
        if held_tickets:
            self.held["tickets"] = held_tickets
        self._nameless = [m.text for m in marked.read_sentences(_TRAINING / "disclosures") if not _may_name(m.text)]
        self._code = _code_blocks()
        lines = (_HERE / "templates.txt").read_text(encoding="utf-8").splitlines()
        self._templates = [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]

    def describe(self) -> str:
        """How much there is of each source."""
        sentences = sum(len(group) for group in self._norne)
        return f"{sentences} sentences of NorNE, {len(self._tickets)} tickets, {len(self._nameless)} nameless lines"

    def news(self) -> list[Text]:
        """NorNE once: several sentences of one document a text, some with other names or spelling."""
        return [self._vary(self._spaced(chunk), 0.5) for group in self._norne for chunk in self._chunks(group)]

    def tickets(self) -> list[Text]:
        """The marked tickets once, many with other names or spelling."""
        return [self._vary(ticket, 0.5) for ticket in self._tickets]

    def made(self, count: int) -> list[Text]:
        """Texts of nameless lines and filled templates."""
        return [self._vary(self._composed(), 0.0) for _ in range(count)]

    def code(self, count: int) -> list[Text]:
        """Blocks of program text that name nobody."""
        return [Text(self._random.choice(self._code), ()) for _ in range(count)]

    def _chunks(self, group: list[Sentence]) -> Iterator[list[Sentence]]:
        start = 0
        while start < len(group):
            size = self._random.choice((1, 1, 2, 3, 4, _MOST_SENTENCES))
            yield group[start : start + size]
            start += size

    def _spaced(self, chunk: list[Sentence]) -> Text:
        return as_text(chunk, natural=self._random.random() < 0.6, by=self._random.choice((" ", " ", "\n", "\n\n")))

    def _composed(self) -> Text:
        pieces: list[Text] = []
        for _ in range(self._random.randint(1, 4)):
            if self._random.random() < 0.35:
                pieces.append(Text(self._random.choice(self._nameless), ()))
            else:
                pieces.append(Text(*self._people.fill(self._random.choice(self._templates))))
        return _joined(pieces, self._random.choice((" ", "\n", "\n", "\n\n", ". ")))

    def _vary(self, text: Text, renamed: float) -> Text:
        if self._random.random() < renamed:
            text = self._renamed(text)
        roll = self._random.random()
        if roll < 0.10:
            return _respelled(text, text.text.lower())
        if roll < 0.14:
            return self._small_names(text)
        if roll < 0.17:
            return _respelled(text, text.text.upper())
        if roll < 0.22:
            return _translated(text, _PLAIN)
        if roll < 0.24:
            return _translated(text, _DOUBLED)
        return text

    def _renamed(self, text: Text) -> Text:
        parts: list[Text] = []
        position = 0
        for start, end, label in text.marks:
            parts.append(Text(text.text[position:start], ()))
            name = text.text[start:end]
            if not name[:1].isupper() or name.isupper():
                pass
            elif label == "PER" and self._random.random() < 0.7:
                name = self._people.like(name)
            elif label != "PER" and " " not in name and self._random.random() < 0.25:
                name = self._people.pseudo()
            parts.append(Text(name, ((0, len(name), label),)))
            position = end
        parts.append(Text(text.text[position:], ()))
        return _joined(parts, "")

    def _small_names(self, text: Text) -> Text:
        letters = list(text.text)
        upper = self._random.random() < 0.4
        for start, end, label in text.marks:
            if label == "PER":
                name = text.text[start:end]
                letters[start:end] = name.upper() if upper and len(name.upper()) == len(name) else name.lower()
        return _respelled(text, "".join(letters))


def _parted(everything: list[_T], every: int) -> tuple[list[_T], list[_T]]:
    """What is learned from and what is held back: one in ``every``, spread evenly."""
    held = everything[every - 1 :: every]
    return [one for number, one in enumerate(everything, 1) if number % every], held


def _held_texts(group: list[Sentence]) -> Iterator[Text]:
    for start in range(0, len(group), _HELD_CHUNK):
        yield as_text(group[start : start + _HELD_CHUNK], natural=True)


def _respelled(text: Text, spelled: str) -> Text:
    """The marks on another spelling of the same length; a spelling of other length is not taken."""
    return Text(spelled, text.marks) if len(spelled) == len(text.text) else text


def _translated(text: Text, table: dict[int, str]) -> Text:
    """The marks on a spelling where letters may become two."""
    ends = [0]
    for letter in text.text:
        ends.append(ends[-1] + len(letter.translate(table)))
    marks = tuple((ends[start], ends[end], label) for start, end, label in text.marks)
    return Text(text.text.translate(table), marks)


def _joined(texts: list[Text], by: str) -> Text:
    parts: list[str] = []
    marks: list[tuple[int, int, str]] = []
    length = 0
    for number, text in enumerate(texts):
        if number:
            parts.append(by)
            length += len(by)
        marks += [(start + length, end + length, label) for start, end, label in text.marks]
        parts.append(text.text)
        length += len(text.text)
    return Text("".join(parts), tuple(marks))


def _persons(path: Path) -> Iterator[Text]:
    for ticket in read_tickets(path):
        yield Text(ticket.text, tuple((m.start, m.end, "PER") for m in ticket.marks if m.label == "PERSON"))


def _code_blocks() -> list[str]:
    """Blocks of lines of Python's own library, which is wherever this runs."""
    blocks: list[str] = []
    for path in sorted(Path(os.__file__).parent.glob("*.py")):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        blocks += ["\n".join(lines[i : i + _BLOCK]) for i in range(0, len(lines), _BLOCK)]
    return [block for block in blocks if block.strip() and not _may_name(block)]


def _by_document(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if not groups or groups[-1][0].document != sentence.document:
            groups.append([])
        groups[-1].append(sentence)
    return groups


def _may_name(text: str) -> bool:
    return any(is_given_name(word) or is_surname(word) for word in _CAPITALISED.findall(text))
