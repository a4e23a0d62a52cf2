"""Findings of an earlier run, read from JSON Lines, for another report of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import msgspec

from pii_guard.errors import PiiGuardError
from pii_guard.model import Action, Finding, Found, Location, ReadProblem, Reason, Subject, Summary
from pii_guard.reporters.json_lines import FindingLine, ProblemLine, SummaryLine

if TYPE_CHECKING:
    from collections.abc import Iterator


class FindingsError(PiiGuardError):
    """The file is no list of findings; the message names the line."""


def read_findings(stream: BinaryIO, summary: Summary) -> Iterator[Found | ReadProblem]:
    """The items of a findings file; its totals go into ``summary``."""
    decoder = msgspec.json.Decoder(FindingLine | ProblemLine | SummaryLine)
    ended = False
    for number, raw in enumerate(stream, 1):
        line: FindingLine | ProblemLine | SummaryLine | None = None
        found: Found | None = None
        try:
            line = decoder.decode(raw)
            found = _found(line) if isinstance(line, FindingLine) else None
        except (msgspec.DecodeError, ValueError):
            line = None
        if line is None:
            raise FindingsError(f"line {number}: not a finding as `pii-guard scan --format jsonl` writes it")
        if isinstance(line, SummaryLine):
            summary.files += line.files
            summary.texts += line.texts
            summary.bytes += line.bytes
            summary.records += line.records
            for why, count in line.skipped.items():
                summary.skipped[why] = summary.skipped.get(why, 0) + count
            for why, count in line.hidden.items():
                summary.hidden[why] = summary.hidden.get(why, 0) + count
            ended = True
        elif isinstance(line, ProblemLine):
            problem = ReadProblem(Location(line.source, line.line), line.message, line.scanned)
            summary.problems.append(problem)
            yield problem
        elif found is not None:
            summary.add_found(found)
            yield found
    if not ended:
        problem = ReadProblem(Location(), "the findings end without a summary: the run that made them was broken off")
        summary.problems.append(problem)
        yield problem


def _found(line: FindingLine) -> Found:
    finding = Finding(
        line.entity, line.start, line.end, line.score, line.rule, Action(line.action), line.kind,
        Subject(line.subject) if line.subject else None,
        tuple(_reason(reason) for reason in line.reasons),
        Location(line.source, line.line, line.column, line.record, line.field, line.commit, line.date),
    )  # fmt: skip
    return Found(finding, line.month, line.channel, line.excerpt)


def _reason(text: str) -> Reason:
    words, _, weight = text.rpartition(" (")
    try:
        return Reason(words, float(weight.removesuffix(")")))
    except ValueError:
        return Reason(text, 0.0)
