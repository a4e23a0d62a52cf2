"""One JSON object a line: findings, problems, then the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TextIO

import msgspec

from pii_guard.model import Finding, Found, ReadProblem, Summary
from pii_guard.reporters.plain import plain

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack


class Line(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type"):
    """What every line has; ``v`` is the version of this format."""

    v: Literal[1]


class FindingLine(Line, frozen=True, tag="finding"):
    """A finding; ``start`` and ``end`` are code points of the value or chunk that was scanned."""

    entity: str
    rule: str
    action: str
    score: float
    start: int
    end: int
    kind: str | None = None
    subject: str | None = None
    source: str | None = None
    line: int | None = None
    column: int | None = None
    record: int | None = None
    field: str | None = None
    commit: str | None = None
    date: str | None = None
    """Author date of the commit."""
    reasons: tuple[str, ...] = ()
    month: str | None = None
    channel: str | None = None
    excerpt: str | None = None


class ProblemLine(Line, frozen=True, tag="problem"):
    """Something that could not be read as it should."""

    message: str
    source: str | None = None
    line: int | None = None
    scanned: bool = False


class SummaryLine(Line, frozen=True, tag="summary"):
    """Totals."""

    files: int
    texts: int
    bytes: int
    findings: dict[str, int]
    actions: dict[str, int]
    problems: int
    skipped: dict[str, int]
    hidden: dict[str, int] = {}
    """Findings not shown, and why."""
    records: int = 0
    fields: dict[str, int] = {}
    months: dict[str, int] = {}
    sources: dict[str, int] = {}


class JsonLinesReporter:
    """Writes each item as it comes."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:  # noqa: ARG002 - the protocol's
        self._stream = stream
        self._explain = explain

    def add(self, item: Finding | Found | ReadProblem) -> None:
        """Write one line."""
        if isinstance(item, ReadProblem):
            self._write(ProblemLine(1, item.message, _or_none(item.at.source), item.at.line, item.scanned))
            return
        told: tuple[str | None, ...] = ()
        if isinstance(item, Found):
            told = (item.month, item.channel, _or_none(item.excerpt))
            item = item.finding
        at = item.location
        self._write(
            FindingLine(
                1,
                item.entity,
                item.rule,
                item.action,
                item.score,
                item.start,
                item.end,
                item.kind,
                item.subject,
                *(
                    (_or_none(at.source), at.line, at.column, at.record, _or_none(at.field), at.commit, at.date)
                    if at
                    else (None,) * 7
                ),
                tuple(str(reason) for reason in item.reasons) if self._explain else (),
                *told,
            )
        )

    def finish(self, summary: Summary) -> None:
        """Write the totals."""
        self._write(
            SummaryLine(
                1, summary.files, summary.texts, summary.bytes, summary.findings, summary.actions,
                len(summary.problems), summary.skipped, summary.hidden, summary.records, summary.fields,
                summary.months, summary.sources,
            )
        )  # fmt: skip

    def _write(self, line: Line) -> None:
        self._stream.write(msgspec.json.encode(line).decode("utf-8") + "\n")


def _or_none(text: str | None) -> str | None:
    """The text as it can be written, where there is one."""
    return plain(text) if text else text
