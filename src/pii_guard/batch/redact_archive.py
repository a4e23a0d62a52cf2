"""Redacted copies of archives: each member by its own format, and as it was where nothing is found in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from pii_guard.batch.edit import Editor
from pii_guard.batch.faithful import NO_WRITER, RedactionError, refuse_unread
from pii_guard.batch.run import Run
from pii_guard.batch.scan import Progress, count, entry_of, scan_files
from pii_guard.model import NOT_READ, Found, Location, Summary
from pii_guard.readers import ARCHIVES, CUT, REWRITERS, Source, mark_of, read_kind, rewrite
from pii_guard.readers.archive import temporary
from pii_guard.readers.archive_copy import rewrite_archive

if TYPE_CHECKING:
    from collections.abc import Callable

    from pii_guard.batch.pool import Pool
    from pii_guard.batch.work import Job
    from pii_guard.scanner import Scanner

AS_IT_WAS = "copied as it was, as it holds no text"


class ArchiveCopy:
    """Copies an archive, and the archives in it; ``summary`` counts on the way."""

    def __init__(
        self, scanner: Scanner, job: Job, pool: Pool, summary: Summary, on_progress: Callable[[Progress], None]
    ) -> None:
        """``pool`` works by ``job``, which has a key."""
        self._scanner = scanner
        self._job = job
        self._pool = pool
        self._summary = summary
        self._tell = on_progress

    def write(self, kind: str, source: Source, out: BinaryIO) -> None:
        """Write the copy; raises ``RedactionError`` where something is not read, or found and not to be replaced."""
        problem = rewrite_archive(kind, source, out, self._changed, self._job.options)
        if problem is not None:
            raise RedactionError(problem.at, problem.message)

    def _changed(self, source: Source) -> BinaryIO | None:
        """What a member is to hold; None where nothing is found in it."""
        kind = read_kind(source.stream, source.name)
        before = self._found
        if kind not in {*ARCHIVES, *REWRITERS, *CUT}:
            self._must_hold_nothing(source)
            return None
        out = temporary()
        try:
            if kind in ARCHIVES:
                self.write(kind, source, out)
            elif kind in REWRITERS:
                self._rewritten(kind, source, out)
            else:
                self._cut(source, out)
            if self._found > before:
                return out
        except BaseException:
            out.close()
            raise
        out.close()
        return None

    @property
    def _found(self) -> int:
        return sum(self._summary.findings.values())

    def _rewritten(self, kind: str, source: Source, out: BinaryIO) -> None:
        self._summary.files += 1
        editor = Editor(self._scanner, self._job, self._summary, source.name)
        source.stream.seek(0)
        if problem := rewrite(kind, source.stream, out, editor.edit):
            raise RedactionError(Location(source.name), problem)

    def _cut(self, source: Source, out: BinaryIO) -> None:
        out.write(mark_of(source.stream))
        for step in Run([Path(source.name)], self._pool, self._job.options, lambda _path: source).steps():
            refuse_unread(step)
            out.write(step.outcome.copy or b"")
            count(self._summary, entry_of(step))
            self._tell(Progress(step.outcome.bytes))

    def _must_hold_nothing(self, source: Source) -> None:
        """A format without a writer: it may stay where it was read and nothing was found, or holds no text."""
        summary = Summary()
        job = msgspec.structs.replace(self._job, style=None)
        for item in scan_files([Path(source.name)], self._scanner, summary, job, jobs=1, opener=lambda _path: source):
            if isinstance(item, Found):
                raise RedactionError(Location(source.name), NO_WRITER)
            if not item.scanned:
                raise RedactionError(item.at, item.message)
        for why in summary.skipped:
            if why.startswith(NOT_READ):
                raise RedactionError(Location(source.name), why)
        summary.skipped = {f"{why}, {AS_IT_WAS}": number for why, number in summary.skipped.items()}
        self._summary.absorb(summary)
