"""A stretch of a source with the texts in it, and the way from a text back to its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pii_guard.model import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from pii_guard.model import Finding, LocatedText

    Found = Sequence[tuple[int, list[Finding]]]
    """The numbers of the texts that hold something, each with its findings."""
    Replace = Callable[[Finding, str], str]
    """What stands in the copy for a finding and its value."""

_BREAK = re.compile("\n")


class UnredactableError(Exception):
    """A part holds findings, and its format cannot be redacted."""


class About(NamedTuple):
    """What a record tells of itself: when it was made, as ``2026-03``, and the way it came in."""

    month: str | None = None
    channel: str | None = None


NOTHING = About()


class Placed(NamedTuple):
    """A finding at its place. Line and record count from the start of the block's segment."""

    number: int
    """Of the text that holds it."""
    finding: Finding
    about: About


class Block(Protocol):
    """Some records, read."""

    @property
    def texts(self) -> Sequence[LocatedText]:
        """What to scan."""

    @property
    def records(self) -> int:
        """How many rows, lines or elements."""

    @property
    def lines(self) -> int:
        """How many line ends."""

    @property
    def tail(self) -> int:
        """How many code points behind the last line end."""

    def place(self, found: Found) -> Iterator[Placed]:
        """The findings of the block's texts where they stand, in the order of the source."""

    def redact(self, found: Found, replace: Replace) -> str:
        """The source text with the findings replaced and all else untouched."""


class Edit(NamedTuple):
    """Put ``replacement`` in place of ``start:end`` of a record's text ``number``."""

    number: int
    start: int
    end: int
    replacement: str


class Record:
    """A line, document or chunk: its exact source text, and the values to scan in it.

    Writing the ``raw`` of all records of a file, in order and in its encoding, gives the file again.
    """

    records: int = 1
    """How many elements it stands for."""

    def __init__(
        self,
        raw: str,
        texts: Sequence[LocatedText],
        line: int,
        offsets: Callable[[int], Sequence[int]],
        *,
        literals: AbstractSet[int] = frozenset(),
        escape: Callable[[str], str] = str,
        about: About = NOTHING,
    ) -> None:
        """``line`` is that of the first character.

        ``offsets(index)`` gives for every code point of text ``index``, and for its end, the position in ``raw``.
        ``literals`` are the texts that stand without quotes and need them once edited; ``escape`` writes a
        replacement as the format wants it.
        """
        self.raw = raw
        self.texts = texts
        self.line = line
        self.about = about
        self._make_offsets = offsets
        self._last: tuple[int, Sequence[int]] = (-1, ())
        self._literals = literals
        self._escape = escape

    def __repr__(self) -> str:
        return f"Record(<{len(self.raw)} characters>, {len(self.texts)} texts, line {self.line})"

    @property
    def lines(self) -> int:
        """How many line ends."""
        return self.raw.count("\n")

    @property
    def tail(self) -> int:
        """How many code points behind the last line end."""
        return len(self.raw) - self.raw.rfind("\n") - 1

    def place(self, found: Found) -> Iterator[Placed]:
        """The findings where they stand."""
        for number, findings in found:
            for finding in findings:
                yield Placed(number, finding.moved(self.locate(number, finding.start)), self.about)

    def redact(self, found: Found, replace: Replace) -> str:
        """The source text with the findings replaced."""
        return splice(self.raw, self.changes(found, replace)) if found else self.raw

    def changes(self, found: Found, replace: Replace) -> list[tuple[int, int, str]]:
        """What to put in place of which stretches of ``raw``."""
        return self._changes(
            Edit(
                number,
                finding.start,
                finding.end,
                replace(finding, self.texts[number].text[finding.start : finding.end]),
            )
            for number, findings in found
            for finding in findings
        )

    def _offsets(self, index: int) -> Sequence[int]:
        """The offsets of a text, kept until another's are asked for: findings come text by text."""
        if self._last[0] != index:
            self._last = (index, self._make_offsets(index))
        return self._last[1]

    def position(self, index: int, position: int) -> int:
        """Where code point ``position`` of text ``index`` stands in ``raw``."""
        return self._offsets(index)[position]

    def locate(self, index: int, position: int) -> Location:
        """Where code point ``position`` of text ``index`` stands in the source."""
        at = self.texts[index].at
        place = self._offsets(index)[position]
        breaks = bisect_left(self._breaks, place)
        column = place - (self._breaks[breaks - 1] if breaks else -1)
        return Location(at.source, self.line + breaks, column, at.record, at.field, at.commit)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in _BREAK.finditer(self.raw)]

    def _changes(self, edits: Iterable[Edit]) -> list[tuple[int, int, str]]:
        import json  # noqa: PLC0415 - a hook reads much and changes nothing

        changes: list[tuple[int, int, str]] = []
        for edit in edits:
            offsets = self._offsets(edit.number)
            if edit.number in self._literals:
                changes.append((offsets[0], offsets[-1], json.dumps(edit.replacement, ensure_ascii=False)))
            else:
                changes.append((offsets[edit.start], offsets[edit.end], self._escape(edit.replacement)))
        return changes


def splice(raw: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """``raw`` with each ``start:end`` replaced; of two that overlap the first is made."""
    out: list[str] = []
    position = 0
    for start, end, replacement in sorted(set(changes)):
        if start >= position:
            out += [raw[position:start], replacement]
            position = end
    out.append(raw[position:])
    return "".join(out)


class Records:
    """Several records as one block, so that they are scanned at once."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self.records = sum(record.records for record in records)
        self.lines = sum(record.lines for record in records)
        self.texts = [text for record in records for text in record.texts]
        self.tail = 0
        for record in records:
            self.tail = record.tail + (0 if record.lines else self.tail)

    def place(self, found: Found) -> Iterator[Placed]:
        """The findings where they stand."""
        for record, first, own in self._shares(found):
            for placed in record.place(own):
                yield placed._replace(number=placed.number + first)

    def redact(self, found: Found, replace: Replace) -> str:
        """The source text of all records with the findings replaced."""
        return "".join(record.redact(own, replace) if own else record.raw for record, _, own in self._shares(found))

    def _shares(self, found: Found) -> Iterator[tuple[Record, int, Found]]:
        """Each record with the number of its first text and its own findings."""
        position = first = 0
        for record in self._records:
            own = []
            while position < len(found) and found[position][0] < first + len(record.texts):
                own.append((found[position][0] - first, found[position][1]))
                position += 1
            yield record, first, own
            first += len(record.texts)
