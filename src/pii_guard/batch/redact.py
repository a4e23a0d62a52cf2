"""Redacted copies: everything outside the findings is byte for byte, or cell for cell, what it was."""

from __future__ import annotations

import hmac
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from pii_guard.batch.edit import Editor
from pii_guard.batch.faithful import NO_WRITER, NOT_TEXT, RedactionError, refuse_unread
from pii_guard.batch.journal import Journal, identity
from pii_guard.batch.pool import Pool
from pii_guard.batch.redact_archive import ArchiveCopy
from pii_guard.batch.run import Run, opened, unreadable
from pii_guard.batch.scan import Progress, count, entry_of, jobs_for
from pii_guard.batch.work import Job
from pii_guard.errors import MissingExtraError
from pii_guard.masking import Style
from pii_guard.model import Location, Summary
from pii_guard.readers import ARCHIVES, CUT, REWRITERS, Options, Source, mark_of, read_kind, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from pii_guard.batch.run import Step
    from pii_guard.scanner import Scanner

__all__ = ["RedactionError", "redact_file"]


def redact_file(
    source: Path,
    target: Path,
    scanner: Scanner,
    options: Options | None = None,
    *,
    style: Style = Style.LABEL,
    key: bytes = b"",
    jobs: int | None = None,
    resume: bool = True,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
) -> Summary:
    """Write a copy of ``source`` with replacements for the findings; outside them it is the same.

    The copy is written beside ``target`` and moved into place at the end. A run that was killed goes on where it
    stood, but for workbooks, Parquet files and archives, which are begun anew.
    Raises ``RedactionError`` where the file cannot be read to its end, or has a format without a writer: then there
    is no copy.
    """
    job = Job(options or Options(), style=style, key=key)
    at = Location(source.as_posix())
    redaction = _Redaction(source, target, scanner, job)
    try:
        kind = _kind(source)
        if kind in REWRITERS:
            return redaction.rewritten(kind, on_progress)
        if kind in ARCHIVES:
            return redaction.archived(kind, jobs_for([source], jobs, job.options), on_progress)
        if kind not in CUT:
            raise RedactionError(at, NOT_TEXT if kind == "binary" else NO_WRITER)
        return redaction.cut(jobs_for([source], jobs, job.options), on_progress, resume=resume)
    except OSError as error:
        ours = error.filename is not None and Path(error.filename).parent == target.parent
        problem = "the copy cannot be written" if ours else unreadable(source)
    raise RedactionError(at, problem)


def _kind(source: Path) -> str:
    with opened(source).stream as stream:
        return read_kind(stream, source.as_posix())


class _Redaction:
    def __init__(self, source: Path, target: Path, scanner: Scanner, job: Job) -> None:
        self._source = source
        self._target = target
        self._scanner = scanner
        self._job = job
        self._part = target.with_name(f".{target.name}.part")
        self._journal = target.with_name(f".{target.name}.journal")

    def cut(self, jobs: int, on_progress: Callable[[Progress], None], *, resume: bool) -> Summary:
        """Segment by segment, with a journal."""
        options, given = self._job.options, self._job.key
        run = identity(
            [self._source], options, self._job.style, self._scanner.pack.digest, self._scanner.policy,
            hmac.digest(given, b"run", "sha256") if given else b"",
        )  # fmt: skip
        journal = Journal(self._journal, run, resume=resume)
        job = msgspec.structs.replace(self._job, key=given or journal.secret)
        with self._part.open("r+b" if self._part.exists() else "w+b") as out:
            summary = self._gone_through(journal, out)
            with Pool(self._scanner, job, jobs) as pool:
                for step in Run([self._source], pool, options, opened, journal.position).steps():
                    self._take(step)
                    out.write(step.outcome.copy or b"")
                    out.flush()
                    entry = entry_of(step)
                    entry.written = out.tell()
                    journal.add(entry)
                    count(summary, entry)
                    on_progress(Progress(step.outcome.bytes, step.path if step.is_end else None))
        self._part.replace(self._target)
        journal.remove()
        return summary

    def _gone_through(self, journal: Journal, out: BinaryIO) -> Summary:
        """What the run before did; the copy is cut back to what the journal knows of."""
        summary = Summary()
        for entry in journal.entries(out.seek(0, 2)):
            count(summary, entry)
        if journal.position is None:
            with self._source.open("rb") as stream:
                bom = mark_of(stream)
            out.seek(0)
            out.truncate()
            out.write(bom)
        else:
            out.seek(journal.written)
            out.truncate()
        return summary

    def _take(self, step: Step) -> None:
        try:
            refuse_unread(step)
        except RedactionError:
            self._part.unlink(missing_ok=True)
            self._journal.unlink(missing_ok=True)
            raise

    def rewritten(self, kind: str, on_progress: Callable[[Progress], None]) -> Summary:
        """A document that is no text: read whole, changed, and written."""
        summary = Summary(files=1, bytes=self._source.stat().st_size)
        editor = Editor(self._scanner, self._with_key(), summary, self._source.as_posix())

        def write(stream: BinaryIO, out: BinaryIO) -> None:
            if problem := rewrite(kind, stream, out, editor.edit):
                raise RedactionError(Location(self._source.as_posix()), problem)

        return self._written(write, summary, on_progress)

    def archived(self, kind: str, jobs: int, on_progress: Callable[[Progress], None]) -> Summary:
        """An archive: its members one after another, each on all cores."""
        summary, job = Summary(), self._with_key()

        def write(stream: BinaryIO, out: BinaryIO) -> None:
            with Pool(self._scanner, job, jobs) as pool:
                made = ArchiveCopy(self._scanner, job, pool, summary, on_progress)
                made.write(kind, Source(stream, self._source.as_posix()), out)

        return self._written(write, summary, on_progress)

    def _with_key(self) -> Job:
        return msgspec.structs.replace(self._job, key=self._job.key or secrets.token_bytes(32))

    def _written(
        self, write: Callable[[BinaryIO, BinaryIO], None], summary: Summary, on_progress: Callable[[Progress], None]
    ) -> Summary:
        """Make the copy at once; where nothing was found, it is the file itself."""
        problem = ""
        try:
            with self._source.open("rb") as stream, self._part.open("w+b") as out:
                write(stream, out)
            if not summary.findings:
                shutil.copyfile(self._source, self._part)
            self._part.replace(self._target)
        except MissingExtraError as error:
            problem = str(error)
        finally:
            self._part.unlink(missing_ok=True)
        if problem:
            raise RedactionError(Location(self._source.as_posix()), problem)
        on_progress(Progress(0, self._source))
        return summary
