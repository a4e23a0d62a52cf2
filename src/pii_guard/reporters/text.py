"""Lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from pii_guard.masking import mask
from pii_guard.model import Finding, ReadProblem, Summary

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack


class TextReporter:
    """``path:line:column`` and what stands there, a line each; totals at the end."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:
        self._stream = stream
        self._pack = pack
        self._explain = explain

    def add(self, item: Finding | ReadProblem) -> None:
        """Write one line, and with ``explain`` the reasons below it."""
        if isinstance(item, ReadProblem):
            self._write(f"{item.at}: {item.message}")
            return
        kind = f"/{item.kind}" if item.kind else ""
        subject = f", told of {'the writer' if item.subject == 'self' else 'another person'}" if item.subject else ""
        title = self._pack.entities[item.entity].title["en"]
        place = item.location or "<text>"
        value = mask(item.end - item.start)
        self._write(
            f"{place}: {item.entity}{kind} {value} {title}{subject} ({item.action}, {item.score:.2f}) {item.rule}"
        )
        if self._explain:
            for reason in item.reasons:
                self._write(f"    {reason}")

    def finish(self, summary: Summary) -> None:
        """Write the totals: what was looked at, what was found, what was not scanned."""
        for line in totals(summary):
            self._write(line)

    def _write(self, line: str) -> None:
        self._stream.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def totals(summary: Summary) -> list[str]:
    """The summary in words."""
    found = sum(summary.findings.values())
    lines = [
        f"{count(summary.files, 'file')} scanned ({summary.bytes:,} bytes, {count(summary.texts, 'text')}): "
        + count(found, "finding")
    ]
    lines += [
        f"  {entity:18s} {number:6d}" for entity, number in sorted(summary.findings.items(), key=lambda item: -item[1])
    ]
    lines += [f"{count(number, 'file')} skipped: {why}" for why, number in summary.skipped.items()]
    lines += [f"{count(number, 'finding')} not shown: {why}" for why, number in summary.hidden.items()]
    unread = sum(not problem.scanned for problem in summary.problems)
    if summary.problems:
        lines.append(f"{count(len(summary.problems), 'problem')}, {unread} of them with content that was not scanned")
    return lines


def count(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it is one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
