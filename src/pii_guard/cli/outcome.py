"""How a run over a repository ends: what is written, and the exit code."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, TextIO

from pii_guard.cli.exit_codes import ExitCode, is_incomplete
from pii_guard.model import Action, ReadProblem, Reviewed
from pii_guard.reporters import reporter_of
from pii_guard.reporters.commit import CommitReporter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pii_guard.cli.repository import Review
    from pii_guard.cli.request import Report
    from pii_guard.model import Summary

_STOPPING = {Action.BLOCK}


class Outcome:
    """Takes what was found, reports it, and decides."""

    def __init__(self, review: Review, report: Report, *, every: bool = False) -> None:
        """``every`` makes each finding stop, whatever its action."""
        self._review = review
        self._report = report
        self._every = every
        self._stopped = False
        self._used: set[str] = set()

    def run(self, items: Iterable[Reviewed | ReadProblem], *, given: int, complete: bool = False) -> int:
        """Report ``items`` as they come; ``given`` is how many files were named.

        ``complete`` says that the whole repository was looked at, so that entries not met are not used any more.
        """
        with ExitStack() as stack:
            stream: TextIO = sys.stdout
            if self._report.output is not None:
                stream = stack.enter_context(self._report.output.open("w", encoding="utf-8", newline="\n"))
            pack = self._review.reviewer.scanner.pack
            if self._report.form == "text":
                reporter = CommitReporter(stream, pack, explain=self._report.explain, every=self._every)
                for item in items:
                    self._note(item)
                    reporter.review(item)
                reporter.finish(self._review.summary)
            else:
                other = reporter_of(self._report.form, stream, pack, explain=self._report.explain)
                for item in items:
                    self._note(item)
                    if isinstance(item, ReadProblem):
                        other.add(item)
                    elif not item.hidden:
                        other.add(item.finding)
                other.finish(self._review.summary)
        for line in self._remarks(complete=complete):
            (sys.stdout if self._report.form == "text" else sys.stderr).write(f"pii-guard: {line}\n")
        return self._code(self._review.summary, given)

    def _note(self, item: Reviewed | ReadProblem) -> None:
        if not isinstance(item, Reviewed):
            return
        if item.entry:
            self._used.add(item.entry)
        elif not item.hidden and (self._every or item.finding.action in _STOPPING):
            self._stopped = True

    def _remarks(self, *, complete: bool) -> list[str]:
        baseline = self._review.baseline
        if baseline is None:
            return []
        lines = []
        if baseline.lacks_key:
            lines.append("the baseline has entries that need a key; what they accept is reported: see docs/git.md")
        if complete:
            unused = len(baseline.names().keys() - self._used)
            if unused:
                are = "entry is" if unused == 1 else "entries are"
                lines.append(f"{unused} baseline {are} not used any more: run `pii-guard baseline prune`")
        return lines

    def _code(self, summary: Summary, given: int) -> ExitCode:
        if is_incomplete(summary, self._review.reviewer.scanner.context):
            sys.stderr.write("pii-guard: not everything could be scanned, so nothing is said to be clean\n")
            return ExitCode.INCOMPLETE
        if self._stopped:
            return ExitCode.FINDINGS
        if not summary.files and given and not summary.skipped:
            sys.stderr.write("pii-guard: files were given but nothing was scanned\n")
            return ExitCode.INCOMPLETE
        return ExitCode.CLEAN
