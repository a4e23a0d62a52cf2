"""Texts of a given length of which a given share holds findings, made of the tickets of ``benchmarks/data``."""

from __future__ import annotations

import itertools
from functools import cache

from benchmarks.corpus import DATA, read
from pii_guard import Scanner


@cache
def clean_lines() -> tuple[str, ...]:
    """Ordinary tickets in which nothing is found."""
    scanner = Scanner(context="export")
    lines = (DATA / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not scanner.contains(line))


@cache
def told_tickets() -> tuple[str, ...]:
    """Tickets in whose first hundred bytes something is found."""
    scanner = Scanner(context="export")
    tickets = [ticket.text for ticket in read(DATA / "dev.jsonl") if ticket.marks]
    return tuple(text for text in tickets if scanner.contains(cut(text, 100)))


def cut(text: str, size: int) -> str:
    """The first ``size`` bytes of a text, no character broken."""
    return text.encode()[:size].decode(errors="ignore")


def clean_text(size: int, start: int = 0) -> str:
    """Ordinary tickets, from the one with the number ``start`` on, up to ``size`` bytes."""
    return _filled(clean_lines(), size, start)


def dense_text(size: int) -> str:
    """Tickets with findings, up to ``size`` bytes."""
    return _filled(told_tickets(), size, 0)


def _filled(lines: tuple[str, ...], size: int, start: int) -> str:
    parts = []
    length = 0
    for line in itertools.islice(itertools.cycle(lines), start % len(lines), None):
        parts.append(line)
        length += len(line.encode()) + 1
        if length > size:
            return cut("\n".join(parts), size)
    raise AssertionError


def texts(size: int, percent: int, total: int) -> list[str]:
    """Texts of ``size`` bytes, of which ``percent`` in a hundred begin with a ticket that holds a finding.

    Together they have ``total`` bytes or more, so that there is at least one text with findings.
    """
    clean = [clean_text(size, start) for start in range(min(len(clean_lines()), max(1, total // size)))]
    told = [cut(f"{ticket}\n{clean[0]}", size) for ticket in told_tickets()[: len(clean)]]
    count = max(total // size, 100 // percent if percent else 1)
    every = 100 // percent if percent else count + 1
    return [told[i // every % len(told)] if i % every == every - 1 else clean[i % len(clean)] for i in range(count)]
