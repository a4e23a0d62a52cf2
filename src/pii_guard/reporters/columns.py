"""A finding as a row: the columns that every tabular report has, and no value among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pii_guard.model import Finding, Found, Location

if TYPE_CHECKING:
    from collections.abc import Sequence


class Row(NamedTuple):
    """One finding."""

    entity: str
    kind: str | None
    subject: str | None
    action: str
    score: float
    rule: str
    source: str | None
    line: int | None
    column: int | None
    record: int | None
    field: str | None
    month: str | None
    channel: str | None
    start: int
    end: int
    reasons: str | None
    excerpt: str | None


COLUMNS: Sequence[str] = Row._fields


def row_of(item: Finding | Found, *, explain: bool) -> Row:
    """The row of a finding."""
    finding = item.finding if isinstance(item, Found) else item
    at = finding.location or Location()
    month, channel, excerpt = (
        (item.month, item.channel, item.excerpt) if isinstance(item, Found) else (None, None, None)
    )
    reasons = "; ".join(str(reason) for reason in finding.reasons) if explain else None
    return Row(
        finding.entity, finding.kind, finding.subject, finding.action, finding.score, finding.rule,
        at.source, at.line, at.column, at.record, at.field, month, channel, finding.start, finding.end,
        reasons, excerpt,
    )  # fmt: skip
