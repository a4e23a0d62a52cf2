"""All commits of a range: every version of a file once, every value reported where it first appears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.git import EVERYTHING, Change, commits
from pii_guard.model import Reviewed
from pii_guard.review.pool import Task, review_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.git import Repository
    from pii_guard.model import ReadProblem, Summary
    from pii_guard.review.reviewer import Reviewer

_CHUNK = 64
MESSAGE = "commit message"


class Progress:
    """How far a run has come. After an interruption the next run goes on behind ``commits``."""

    def __init__(self, done: int = 0) -> None:
        """``done`` commits were reviewed before."""
        self.done = done
        self.seen: set[bytes] = set()
        """Tokens of what has been reported."""


def review_history(
    repository: Repository,
    reviewer: Reviewer,
    revisions: Sequence[str],
    summary: Summary,
    progress: Progress,
    *,
    processes: int = 1,
    only_new_lines: bool = False,
) -> Iterator[list[Reviewed | ReadProblem]]:
    """Findings and problems in a list for each stretch of commits, oldest first; ``progress`` grows with them.

    With ``only_new_lines`` a file's lines count only where its commit adds them, as in a push; else every version of
    a file is looked at as a whole, once, and a value that stays in the file is reported for its first commit.
    """
    plan = _Plan(repository, revisions, progress.done, only_new_lines=only_new_lines)
    results = review_chunks(repository, reviewer, plan.chunks(), processes)
    for (items, counted), done in zip(results, plan.progress(), strict=False):
        summary.problems += counted.problems
        counted.findings, counted.actions, counted.problems = {}, {}, []
        summary.absorb(counted)
        fresh = [item for item in items if _is_fresh(item, progress.seen)]
        for item in fresh:
            if isinstance(item, Reviewed) and not item.hidden:
                summary.add(item.finding)
        progress.done = done
        yield fresh


class _Plan:
    """The work as chunks, and for each chunk the number of commits that are done with it."""

    def __init__(self, repository: Repository, revisions: Sequence[str], skip: int, *, only_new_lines: bool) -> None:
        self._repository = repository
        self._revisions = revisions
        self._skip = skip
        self._only_new_lines = only_new_lines
        self._done: list[int] = []

    def chunks(self) -> Iterator[list[Task]]:
        chunk: list[Task] = []
        seen: set[str] = set()
        number = 0
        for number, commit in enumerate(commits(self._repository, self._revisions), start=1):
            tasks = [Task(Change(MESSAGE, "", EVERYTHING), commit.id, commit.date, commit.message)]
            for change in commit.changes:
                if change.blob in change.before or change.blob in seen:
                    continue
                if not self._only_new_lines:
                    seen.add(change.blob)
                tasks.append(
                    Task(change if self._only_new_lines else change._replace(before=()), commit.id, commit.date)
                )
            if number <= self._skip:
                continue
            chunk += tasks
            if len(chunk) >= _CHUNK:
                self._done.append(number)
                yield chunk
                chunk = []
        if chunk:
            self._done.append(number)
            yield chunk

    def progress(self) -> Iterator[int]:
        """The numbers for the chunks, as they come; a chunk's is known before its result is."""
        position = 0
        while True:
            yield self._done[position]
            position += 1


def _is_fresh(item: Reviewed | ReadProblem, seen: set[bytes]) -> bool:
    """Whether the item has not been reported before."""
    if not isinstance(item, Reviewed) or item.hidden or not item.token:
        return True
    if item.token in seen:
        return False
    seen.add(item.token)
    return True
