"""What a committer reads: where, what, why, how to put it right, and the line that lets it stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from pii_guard.model import Action, Finding, ReadProblem, Reviewed, Summary
from pii_guard.reporters.keep import keep_line
from pii_guard.reporters.text import printable, totals
from pii_guard.reporters.titles import title_of

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack

_SHOWN = 25
"""Findings told in full; more are told in a line each."""
_WARNED = 5
_INSTEAD = {
    "NO_NATIONAL_ID": "use a synthetic number: one with 80 added to its month belongs to nobody",
    "PHONE_NUMBER": "use a number kept for fiction: 68 05 00 00 to 68 05 99 99",
    "EMAIL_ADDRESS": "use a domain reserved for examples: example.com, example.org or .test",
    "CREDIT_CARD": "use a test number of the payment provider, such as 4111 1111 1111 1111",
    "IP_ADDRESS": "use an address reserved for documentation: 192.0.2.0/24 or 2001:db8::/32",
    "MAC_ADDRESS": "use an address reserved for documentation: 00-00-5E-00-53-00",
}
_OTHERWISE = "take it out, or put invented words in its place"


class CommitReporter:
    """Findings that stop first and in full, as they come; warnings at the end, a line each."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False, every: bool = False) -> None:
        """``every`` says that findings stop whatever their action."""
        self._stream = stream
        self._pack = pack
        self._explain = explain
        self._every = every
        self._stopping = 0
        self._warnings: list[Finding] = []

    def review(self, item: Reviewed | ReadProblem) -> None:
        """Take one item."""
        if isinstance(item, ReadProblem):
            self._write(f"{item.at}: {item.message}")
        elif item.hidden:
            return
        elif self._every or item.finding.action is Action.BLOCK:
            self._stopping += 1
            self._stop(item)
        else:
            self._warnings.append(item.finding)

    def finish(self, summary: Summary) -> None:
        """Write warnings and totals."""
        for finding in self._warnings[:_WARNED]:
            self._write(f"{self._head(finding)} ({finding.action} only)")
        if len(self._warnings) > _WARNED:
            self._write(f"and {len(self._warnings) - _WARNED} more that do not stop anything")
        if self._stopping:
            self._write("Personal data must not become history: once pushed it cannot be called back.")
        for line in totals(summary):
            self._write(line)
        if not summary.files:
            self._write("pii-guard: nothing to scan: no text was staged or given")

    def _stop(self, item: Reviewed) -> None:
        finding = item.finding
        self._write(self._head(finding))
        if self._stopping > _SHOWN:
            return
        if item.shape:
            self._write(f"    {item.shape}")
        reasons = [str(reason) if self._explain else reason.text for reason in finding.reasons if reason.weight > 0]
        if reasons:
            self._write(f"    why:  {'; '.join(reasons)}")
        self._write(f"    fix:  {_INSTEAD.get(finding.entity, _OTHERWISE)}")
        self._write(f"    keep: {keep_line(finding)}")

    def _head(self, finding: Finding) -> str:
        kind = f"/{finding.kind}" if finding.kind else ""
        title = title_of(self._pack, finding.entity)
        subject = {"self": " of the writer", "other": " of another person"}.get(finding.subject or "", "")
        at = finding.location
        commit = f" in {at.commit[:12]} of {(at.date or '')[:10]}" if at and at.commit else ""
        return f"{at or '<text>'}{commit}: {finding.entity}{kind}: {title}{subject} [{finding.rule}]"

    def _write(self, line: str) -> None:
        self._stream.write(printable(line) + "\n")
