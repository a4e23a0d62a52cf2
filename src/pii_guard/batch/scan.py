"""Scan files and folders: findings and problems come as a stream, a summary grows beside it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pii_guard.batch.journal import Entry, Journal
from pii_guard.batch.pool import Pool, cores
from pii_guard.batch.run import Run, Step, opened
from pii_guard.batch.walk import size_of, walk
from pii_guard.batch.work import Job
from pii_guard.model import Finding, Found, ReadProblem, Summary
from pii_guard.readers import Options, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pii_guard.batch.run import Opener
    from pii_guard.scanner import Scanner

_SMALL = 8 * 1024 * 1024
"""Bytes below which further processes cost more than they bring."""


class Progress(NamedTuple):
    """What a run has got through since the last call."""

    bytes: int
    done: Path | None = None
    """A file that has been finished."""


def _ignore(_progress: Progress) -> None:
    return None


def jobs_for(paths: Iterable[Path], wanted: int | None, options: Options) -> int:
    """How many processes to use: those wanted, or all cores where the work is large enough."""
    if options.limit is not None:
        return 1
    return wanted or (cores() if sum(map(size_of, paths)) > _SMALL else 1)


def scan_files(
    paths: Sequence[Path],
    scanner: Scanner,
    summary: Summary,
    job: Job,
    *,
    jobs: int | None = None,
    journal: Journal | None = None,
    on_progress: Callable[[Progress], None] = _ignore,
    opener: Opener = opened,
) -> Iterator[Found | ReadProblem]:
    """Findings and problems of all files, in order; ``summary`` counts as they come.

    With a ``journal`` of a run that broke off, what that run found comes first, and the files are read from there on.
    """
    start = None
    if journal is not None:
        for entry in journal.entries():
            count(summary, entry)
            yield from entry.problems
            yield from entry.found
        start = journal.position
    with Pool(scanner, job, jobs_for(paths, jobs, job.options)) as pool:
        for step in Run(paths, pool, job.options, opener, start).steps():
            entry = entry_of(step)
            if journal is not None:
                journal.add(entry)
            count(summary, entry)
            yield from step.outcome.items
            on_progress(Progress(step.outcome.bytes, step.path if step.is_end else None))


def entry_of(step: Step) -> Entry:
    """What a step brought, in the journal's form."""
    outcome = step.outcome
    return Entry(
        step.after,
        [item for item in outcome.items if isinstance(item, Found)],
        [item for item in outcome.items if isinstance(item, ReadProblem)],
        outcome.files,
        outcome.texts,
        outcome.characters,
        outcome.records,
        outcome.bytes,
        step.skipped,
    )


def count(summary: Summary, entry: Entry) -> None:
    """Add what a step brought."""
    summary.files += entry.files
    summary.texts += entry.texts
    summary.characters += entry.characters
    summary.records += entry.records
    summary.bytes += entry.bytes
    if entry.skipped:
        summary.skipped[entry.skipped] = summary.skipped.get(entry.skipped, 0) + 1
    for found in entry.found:
        summary.add_found(found)
    summary.problems += entry.problems


def scan_paths(
    paths: Iterable[Path],
    scanner: Scanner,
    summary: Summary,
    options: Options | None = None,
    on_file: Callable[[Path], object] = lambda _path: None,
) -> Iterator[Finding | ReadProblem]:
    """Findings and problems of all files, in order; ``summary`` counts as they come.

    A file that is no text is counted as skipped; one that cannot be read is a problem, never an end.
    ``on_file`` is called when a file is done.
    """

    def tell(progress: Progress) -> None:
        if progress.done is not None:
            on_file(progress.done)

    job = Job(options or Options())
    for item in scan_files(list(walk(paths, summary.skip)), scanner, summary, job, jobs=1, on_progress=tell):
        yield item.finding if isinstance(item, Found) else item


def scan_content(
    path: Path, content: bytes, scanner: Scanner, summary: Summary, *, commit: str | None = None
) -> Iterator[Finding | ReadProblem]:
    """Scan the content of a file that is not on disk, such as a staged one; counted like a file."""

    def opener(_path: Path) -> Source:
        return Source(io.BytesIO(content), path.as_posix())

    for item in scan_files([Path(path)], scanner, summary, Job(), jobs=1, opener=opener):
        if isinstance(item, ReadProblem):
            yield item
        elif item.finding.location and commit:
            yield item.finding.moved(msgspec.structs.replace(item.finding.location, commit=commit))
        else:
            yield item.finding
