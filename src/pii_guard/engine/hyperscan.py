"""The multi-pattern engine: Hyperscan, block mode, on folded Latin-1 bytes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import hyperscan

if TYPE_CHECKING:
    from collections.abc import Sequence


_NEVER = r"\x00\x01\x00\x01"
"""Stands in where there is nothing to look for: an automaton needs one expression."""


class _Scratch(threading.local):
    """Working memory of one thread: Hyperscan forbids sharing it between running scans."""

    def __init__(self, database: hyperscan.Database) -> None:
        self.scratch = hyperscan.Scratch(database)


class HyperscanMatcher:
    """Expressions compiled to one automaton. Immutable; safe to use from several threads."""

    def __init__(self, serialized: bytes) -> None:
        """Load what ``build`` made; raises ``ValueError`` where it fits another machine or version."""
        try:
            self._database = hyperscan.loadb(serialized, hyperscan.HS_MODE_BLOCK)
            self._local = _Scratch(self._database)
        except hyperscan.HyperscanError:
            message = "the serialized automaton does not fit this machine"
        else:
            return
        raise ValueError(message)

    @staticmethod
    def build(expressions: Sequence[str]) -> bytes:
        """Compile expressions of the common subset of ``re`` and Hyperscan; returns the serialized automaton."""
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        database.compile(
            expressions=[expression.encode("latin-1") for expression in expressions or [_NEVER]],
            ids=list(range(max(1, len(expressions)))),
            elements=max(1, len(expressions)),
            flags=[0] * max(1, len(expressions)),
        )
        return hyperscan.dumpb(database)

    @staticmethod
    def key() -> str:
        """What a serialized automaton depends on beside its expressions."""
        return f"hyperscan-{hyperscan.__version__}"  # type: ignore[attr-defined] # set when it is imported

    def scan(self, data: bytes) -> list[tuple[int, int]]:
        """Every (number of an expression, end offset in bytes) of a match in ``data``, by end offset."""
        found: list[tuple[int, int]] = []
        append = found.append

        def on_match(expression: int, _start: int, end: int, _flags: int, _context: object) -> None:
            append((expression, end))

        self._database.scan(data, match_event_handler=on_match, scratch=self._local.scratch)
        return found
