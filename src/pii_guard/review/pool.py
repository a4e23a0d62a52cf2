"""Review many blobs, in this process or in several; the results come in order all the same."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.git import BlobReader, Change, Repository, added_lines
from pii_guard.model import Reviewed, Summary
from pii_guard.review.reviewer import File, Reviewer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    from pii_guard.model import ReadProblem

Items = list["Reviewed | ReadProblem"]
_AHEAD = 4
"""Chunks for each process that are read before their turn."""


class Task(NamedTuple):
    """A blob to be reviewed, or a text of a commit such as its message."""

    change: Change
    commit: str | None = None
    date: str | None = None
    text: str | None = None

    def __repr__(self) -> str:
        return f"Task({self.change.path!r})"


def review_chunks(
    repository: Repository, reviewer: Reviewer, chunks: Iterator[Sequence[Task]], processes: int
) -> Iterator[tuple[Items, Summary]]:
    """For each chunk its findings and problems, and what was counted."""
    first = next(chunks, None)
    second = next(chunks, None) if first is not None else None
    head = [chunk for chunk in (first, second) if chunk is not None]
    if processes < 2 or second is None:  # noqa: PLR2004 - one process is this one
        with repository.blobs() as reader:
            for chunk in head:
                yield _review(repository, reader, reviewer, chunk)
            for chunk in chunks:
                yield _review(repository, reader, reviewer, chunk)
        return
    yield from _in_pool(repository, reviewer, head, chunks, processes)


def _in_pool(
    repository: Repository,
    reviewer: Reviewer,
    head: list[Sequence[Task]],
    rest: Iterator[Sequence[Task]],
    processes: int,
) -> Iterator[tuple[Items, Summary]]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a hook seldom needs it

    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(repository, reviewer)) as pool:
        waiting: deque[Future[tuple[Items, Summary]]] = deque(pool.submit(_work, chunk) for chunk in head)
        for chunk in rest:
            waiting.append(pool.submit(_work, chunk))
            if len(waiting) >= _AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def file_of(repository: Repository, reader: BlobReader, task: Task) -> File:
    """A task's file, with the way to its new lines."""
    change = task.change
    content = reader.read(change.blob) if task.text is None else task.text.encode("utf-8", "surrogateescape")
    return File(change.path, content, partial(added_lines, repository, change), task.commit, task.date)


def _review(
    repository: Repository, reader: BlobReader, reviewer: Reviewer, chunk: Sequence[Task]
) -> tuple[Items, Summary]:
    summary = Summary()
    items = [item for task in chunk for item in reviewer.review(file_of(repository, reader, task), summary)]
    return items, summary


class _Worker:
    """What a process works with."""

    repository: Repository
    reviewer: Reviewer
    reader: BlobReader


def _begin(repository: Repository, reviewer: Reviewer) -> None:
    _Worker.repository, _Worker.reviewer, _Worker.reader = repository, reviewer, repository.blobs()


def _work(chunk: Sequence[Task]) -> tuple[Items, Summary]:
    return _review(_Worker.repository, _Worker.reader, _Worker.reviewer, chunk)
