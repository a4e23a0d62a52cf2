"""Lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from pii_guard.deferred import deferred
from pii_guard.masking import mask
from pii_guard.model import FOLDER, Finding, Found, Location, ReadProblem, Subject, Summary
from pii_guard.reporters.titles import title_of
from pii_guard.reporters.writable import writable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pii_guard.rulepack import Pack

_CONTROLS = deferred(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MOST = 5
"""Rows of a table of the summary."""


class TextReporter:
    """``path:line:column`` and what stands there, a line each; a quiet summary at the end."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:
        self._stream = stream
        self._pack = pack
        self._explain = explain

    def add(self, item: Finding | Found | ReadProblem) -> None:
        """Write one line, and with ``explain`` the reasons below it."""
        if isinstance(item, ReadProblem):
            self._write(f"{place_of(item.at)}: {item.message}")
            return
        if isinstance(item, Found):
            self._finding(item.finding, item.excerpt)
        else:
            self._finding(item, None)

    def _finding(self, item: Finding, excerpt: str | None) -> None:
        kind = f"/{item.kind}" if item.kind else ""
        subject = (
            f", told of {'the writer' if item.subject is Subject.SELF else 'another person'}" if item.subject else ""
        )
        title = title_of(self._pack, item.entity)
        value = mask(item.end - item.start)
        self._write(
            f"{place_of(item.location)}: {item.entity}{kind} {value} {title}{subject} "
            f"({item.action}, {item.score:.2f}) {item.rule}"
        )
        if excerpt:
            self._write(f"    {excerpt}")
        if self._explain:
            for reason in item.reasons:
                self._write(f"    {reason}")

    def finish(self, summary: Summary) -> None:
        """Write the totals: what was looked at, what was found, what was not scanned."""
        for line in totals(summary):
            self._write(line)

    def _write(self, line: str) -> None:
        self._stream.write(printable(line) + "\n")


def printable(line: str) -> str:
    """A line that a terminal only shows: a file's name may hold what would steer it, or stray bytes."""
    return writable(_CONTROLS.sub("?", line))


def place_of(at: Location | None) -> str:
    """``kunder.csv:14:7 [record 13, fnr]``."""
    if at is None:
        return "<text>"
    parts = [str(part) for part in (at.source or "<text>", at.line, at.column) if part is not None]
    inside = [f"record {at.record}"] if at.record is not None else []
    inside += [at.field] if at.field else []
    return ":".join(parts) + (f" [{', '.join(inside)}]" if inside else "")


def totals(summary: Summary) -> list[str]:
    """The summary in words."""
    found = sum(summary.findings.values())
    lines = [
        f"{count(summary.files, 'file')} scanned ({summary.bytes:,} bytes, {count(summary.texts, 'text')}): "
        + count(found, "finding")
    ]
    lines += _table(summary.findings, len(summary.findings))
    if found and len(summary.fields) > 1:
        lines += ["by field:", *_table(summary.fields)]
    if len(summary.months) > 1:
        lines += ["by month:", *_table(dict(sorted(summary.months.items())), order=False)]
    if len(summary.sources) > 1:
        lines += ["by file:", *_table(summary.sources)]
    lines += skipped(summary)
    lines += [f"{count(number, 'finding')} not shown: {why}" for why, number in summary.hidden.items()]
    unread = sum(not problem.scanned for problem in summary.problems)
    if summary.problems:
        lines.append(f"{count(len(summary.problems), 'problem')}, {unread} of them with content that was not scanned")
    return lines


def skipped(summary: Summary) -> list[str]:
    """What was left out on purpose, in words."""
    return [
        f"{count(number, 'folder' if why.startswith(FOLDER) else 'file')} skipped: {why.removeprefix(FOLDER)}"
        for why, number in summary.skipped.items()
    ]


def _table(counts: Mapping[str, int], most: int = _MOST, *, order: bool = True) -> list[str]:
    rows = sorted(counts.items(), key=lambda item: -item[1]) if order else list(counts.items())
    shown = rows[:most] if order else rows[-12:]
    width = max([18, *(len(name) for name, _ in shown)])
    lines = [f"  {name:{width}s} {number:6d}" for name, number in shown]
    if len(rows) > len(shown):
        lines.append(f"  and {len(rows) - len(shown)} more")
    return lines


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, in the plural where it is one; ``plural`` is one that is not made with an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
