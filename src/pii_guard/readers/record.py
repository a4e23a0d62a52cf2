"""A stretch of a source with the texts in it, and the way from a text back to its place in the source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pii_guard.model import LocatedText, Location


class Edit(NamedTuple):
    """Put ``replacement`` in place of ``start:end`` of the record's text ``number``."""

    number: int
    start: int
    end: int
    replacement: str


class Record:
    """A row, line, document or chunk: its exact source text, and the values to scan in it.

    Writing the ``raw`` of all records of a file, in order and in its encoding, gives the file again.
    """

    def __init__(
        self,
        raw: str,
        texts: tuple[LocatedText, ...],
        line: int,
        offsets: Callable[[int], Sequence[int]],
        *,
        literals: frozenset[int] = frozenset(),
        escape: Callable[[str], str] = str,
    ) -> None:
        """``line`` is that of the first character.

        ``offsets(index)`` gives for every code point of text ``index``, and for its end, the position in ``raw``.
        ``literals`` are the texts that stand without quotes and need them once edited; ``escape`` writes a
        replacement as the format wants it.
        """
        self.raw = raw
        self.texts = texts
        self.line = line
        self._offsets = offsets
        self._literals = literals
        self._escape = escape

    def __repr__(self) -> str:
        return f"Record(<{len(self.raw)} characters>, {len(self.texts)} texts, line {self.line})"

    def locate(self, index: int, position: int) -> Location:
        """Where code point ``position`` of text ``index`` stands in the source."""
        at = self.texts[index].at
        place = self._offsets(index)[position]
        breaks = self.raw.count("\n", 0, place)
        column = place - self.raw.rfind("\n", 0, place)
        return msgspec.structs.replace(at, line=self.line + breaks, column=column)

    def splice(self, edits: Sequence[Edit]) -> str:
        """``raw`` with the edits made and all else untouched; edits must not overlap."""
        changes: list[tuple[int, int, str]] = []
        for edit in edits:
            offsets = self._offsets(edit.number)
            if edit.number in self._literals:
                changes.append((offsets[0], offsets[-1], json.dumps(edit.replacement, ensure_ascii=False)))
            else:
                changes.append((offsets[edit.start], offsets[edit.end], self._escape(edit.replacement)))
        out: list[str] = []
        position = 0
        for start, end, replacement in sorted(set(changes)):
            if start < position:
                continue
            out += [self.raw[position:start], replacement]
            position = end
        out.append(self.raw[position:])
        return "".join(out)
