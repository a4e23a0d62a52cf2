"""Read marked sentences: one a line, disclosures as ``[[words|LABEL|subject]]``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.corpus import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARK = re.compile(r"\[\[(.+?)\|([A-Z_]+)(?:\|(self|other))?\]\]", re.DOTALL)
_BLOCK_LINES = 20


@dataclass(frozen=True)
class Span:
    """A marked stretch of a text, in code points."""

    start: int
    end: int
    label: str
    subject: str | None


@dataclass(frozen=True)
class Marked:
    """A text with its marks; texts of one block stand beside each other in the corpus and are kept together."""

    text: str
    spans: tuple[Span, ...]
    block: str
    is_ticket: bool = False
    """Whether it is a whole ticket rather than a sentence."""


def unmark(line: str, block: str) -> Marked:
    """A marked text as plain text and spans.

    >>> unmark("Mor har [[kols|HEALTH|other]].", "a").spans
    (Span(start=8, end=12, label='HEALTH', subject='other'),)
    """
    parts: list[str] = []
    spans = []
    position = length = 0
    for mark in _MARK.finditer(line):
        before = line[position : mark.start()]
        start = length + len(before)
        spans.append(Span(start, start + len(mark[1]), mark[2], mark[3]))
        parts += [before, mark[1]]
        length = start + len(mark[1])
        position = mark.end()
    parts.append(line[position:])
    return Marked("".join(parts), tuple(spans), block)


def read_sentences(folder: Path) -> Iterator[Marked]:
    """Every line of every ``.txt`` file below ``folder``, in order."""
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if line.strip():
                yield unmark(line, f"{path.stem}/{number // _BLOCK_LINES}")


def read_tickets(folder: Path) -> Iterator[Marked]:
    """Every record of every ticket file below ``folder``, each a block of its own."""
    for path in sorted(folder.glob("*.txt")):
        for ticket in read(path):
            spans = tuple(Span(mark.start, mark.end, mark.label, mark.subject) for mark in ticket.marks)
            yield Marked(ticket.text, spans, f"{path.stem}/{ticket.id}", is_ticket=True)
