"""From what a command was asked to look at to reviewed findings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pii_guard.batch.pool import cores
from pii_guard.batch.walk import walk
from pii_guard.errors import PiiGuardError
from pii_guard.git import EVERYTHING, GitError, pushed, readable, staged, strip_message, tracked
from pii_guard.globs import matches
from pii_guard.model import Location, ReadProblem
from pii_guard.review import File
from pii_guard.review.pool import Task, review_chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pii_guard.cli.repository import Review
    from pii_guard.git import Change
    from pii_guard.model import Reviewed

_CHUNK = 32
_WORTH_A_POOL = 96
"""Files from which on a second process pays for its start."""


class InputError(PiiGuardError):
    """What was to be scanned cannot be read; the message says what."""


def message(review: Review, path: Path) -> Iterator[Reviewed | ReadProblem]:
    """A commit message file, without what git will not record of it."""
    comment = _comment_mark(review)
    edited = os.environ.get("GIT_EDITOR") != ":"  # so git tells its hooks that the message was given with -m
    try:
        text = path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        text = None
    if text is None:
        raise InputError("the commit message file cannot be read; nothing was scanned")
    content = strip_message(text, edited=edited, comment=comment).encode("utf-8", "surrogateescape")
    return _counted(review, [File(path.name, content)])


def _comment_mark(review: Review) -> str:
    try:
        mark = review.must_have_repository().run("config", "core.commentChar").decode("utf-8", "replace").strip()
    except GitError:
        mark = ""
    return mark if mark and mark != "auto" else "#"


def push(review: Review, remote: str, lines: Iterable[str]) -> Iterator[Reviewed | ReadProblem]:
    """All commits that a push will send: their messages and the lines that they add."""
    under_pre_commit = os.environ.get("PRE_COMMIT")
    revisions = pushed(review.must_have_repository(), os.environ, () if under_pre_commit else lines, remote)
    return commits_of(review, revisions) if revisions else iter(())


def commits_of(review: Review, revisions: Sequence[str]) -> Iterator[Reviewed | ReadProblem]:
    """The commits of a range: their messages and the lines that they add."""
    from pii_guard.review.history import Progress, review_history  # noqa: PLC0415 - a commit has none

    stretches = review_history(
        review.must_have_repository(), review.reviewer, revisions, review.summary, Progress(), processes=cores(),
        only_new_lines=True,
    )  # fmt: skip
    return (item for stretch in stretches for item in stretch)


def index(review: Review, *, everything: bool, all_lines: bool) -> Iterator[Reviewed | ReadProblem]:
    """The staged files, or every file of the index."""
    repository = review.must_have_repository()
    return _changes(review, tracked(repository) if everything else staged(repository), all_lines=all_lines)


def files_given(
    review: Review, files: Sequence[Path], *, whole: bool, all_lines: bool
) -> Iterator[Reviewed | ReadProblem]:
    """Files by name: staged ones from the index; as soon as one of them is not staged, all of them from disk.

    ``pre-commit run --all-files`` names files that are not staged. While git commits, it has set GIT_INDEX_FILE, and
    then a file that is not staged is one that the commit leaves as it was.
    """
    if review.repository is not None and not whole:
        names = {_inside(review.root, path) for path in files}
        chosen = [change for change in staged(review.repository) if change.path in names]
        if len(chosen) == len(names) or (chosen and "GIT_INDEX_FILE" in os.environ):
            return _changes(review, chosen, all_lines=all_lines)
    return _from_disk(review, files)


def _changes(review: Review, changes: list[Change], *, all_lines: bool) -> Iterator[Reviewed | ReadProblem]:
    tasks = [Task(change._replace(before=EVERYTHING)) if all_lines else Task(change) for change in changes]
    chunks = (tasks[start : start + _CHUNK] for start in range(0, len(tasks), _CHUNK))
    processes = cores() if len(tasks) >= _WORTH_A_POOL else 1
    for items, counted in review_chunks(review.must_have_repository(), review.reviewer, chunks, processes):
        review.summary.absorb(counted)
        yield from items


def tasks_of(changes: list[Change], paths: tuple[str, ...]) -> Iterator[Task]:
    """The files of the index as tasks, all lines of them; those that the path patterns mean, where there are some."""
    return (Task(change) for change in changes if not paths or matches(change.path, paths))


def _from_disk(review: Review, files: Sequence[Path]) -> Iterator[Reviewed | ReadProblem]:
    for path in walk(files):
        name = _inside(review.root, path)
        try:
            # A link is its target's name to git: what it points at is another file, or none of the repository's.
            content = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
        except OSError:
            problem = ReadProblem(Location(source=name), _unreadable(path))
            review.summary.problems.append(problem)
            yield problem
        else:
            yield from _counted(review, [File(name, content)])


def _counted(review: Review, files: Iterable[File]) -> Iterator[Reviewed | ReadProblem]:
    for file in files:
        yield from review.reviewer.review(file, review.summary)


def _inside(root: Path, path: Path) -> str:
    """A path as git writes it; one outside of the repository stays as it was given."""
    whole = Path(os.path.normpath(Path.cwd() / path))
    return readable(os.fsencode((whole.relative_to(root) if whole.is_relative_to(root) else path).as_posix()))


def _unreadable(path: Path) -> str:
    return "the file cannot be read" if path.exists() else "the file does not exist"
