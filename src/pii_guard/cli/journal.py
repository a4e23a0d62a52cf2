"""The file that an interrupted history scan goes on from: findings as they came, and how far it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pii_guard.errors import ConfigError
from pii_guard.git import EVERYTHING, Change, GitError
from pii_guard.model import ReadProblem, Reviewed, Summary
from pii_guard.review.history import MESSAGE
from pii_guard.review.pool import Task, file_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pii_guard.cli.repository import Review
    from pii_guard.review.history import Progress


class Step(msgspec.Struct, frozen=True):
    """A stretch of commits."""

    done: int
    """Commits that are done with it."""
    last: str
    """Digest of rules, settings and revisions: a file made with others is not gone on with."""
    found: tuple[Reviewed, ...]
    problems: tuple[ReadProblem, ...]
    counted: Summary
    """Totals of the run until here."""


class Journal:
    """One step a line; a line cut off by an interruption is as if it had not been written."""

    def __init__(self, path: Path, review: Review, revisions: Sequence[str]) -> None:
        self._path = path
        self._review = review
        repository = review.must_have_repository()
        self._digest = _digest(review, repository.run("rev-parse", *revisions).decode().split())

    def replay(self, progress: Progress) -> Iterator[Reviewed | ReadProblem]:
        """What was found before; ``progress`` and the summary are set to where that run was."""
        steps = list(self._steps())
        if not steps:
            return
        self._review.summary.absorb(steps[-1].counted)
        progress.done = steps[-1].done
        found = [reviewed for step in steps for reviewed in step.found]
        progress.seen.update(self._tokens(found))
        yield from found
        yield from (problem for step in steps for problem in step.problems)

    def add(self, items: Sequence[Reviewed | ReadProblem], done: int) -> None:
        """Write a step to disk."""
        found = tuple(
            msgspec.structs.replace(item, token=b"") for item in items if isinstance(item, Reviewed) and not item.hidden
        )
        problems = tuple(item for item in items if isinstance(item, ReadProblem))
        step = Step(done, self._digest, found, problems, self._review.summary)
        with self._path.open("ab") as stream:
            stream.write(msgspec.json.encode(step) + b"\n")

    def _steps(self) -> Iterator[Step]:
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        except OSError:
            lines = [b"unreadable", b""]
        for number, line in enumerate(lines[:-1], start=1):
            try:
                step = msgspec.json.decode(line, type=Step)
            except msgspec.DecodeError:
                step = None
            if step is None or step.last != self._digest:
                name = self._path.name
                raise ConfigError([f"{name}: line {number}: made for other commits, rules or settings; delete it"])
            yield step
        if lines[-1]:
            self._path.write_bytes(b"\n".join([*lines[:-1], b""]))

    def _tokens(self, found: Sequence[Reviewed]) -> Iterator[bytes]:
        """The tokens of findings made before: their key is gone, so their values are read again."""
        repository = self._review.must_have_repository()
        with repository.blobs() as reader:
            for reviewed in found:
                at = reviewed.finding.location
                if at is None or at.commit is None or at.source is None:
                    continue
                if at.source == MESSAGE:
                    continue  # every message is looked at once
                try:
                    blob = repository.run("rev-parse", f"{at.commit}:{at.source}").decode().strip()
                except GitError:
                    continue
                file = file_of(repository, reader, Task(Change(at.source, blob, EVERYTHING)))
                yield self._review.reviewer.token(file, reviewed.finding)


def _digest(review: Review, commits: Sequence[str]) -> str:
    from hashlib import blake2b  # noqa: PLC0415 - with resume only

    settings = msgspec.json.encode(review.settings, order="deterministic")
    text = "\n".join([review.reviewer.scanner.pack.digest, review.reviewer.scanner.profile, *commits])
    return blake2b(settings + text.encode(), digest_size=16).hexdigest()
