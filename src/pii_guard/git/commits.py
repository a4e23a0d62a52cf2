"""Commits of a range, oldest first, with their messages and changes, as one stream from one git process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pii_guard.git.changes import raw_change
from pii_guard.git.command import GitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.git.changes import Change
    from pii_guard.git.command import Repository

_MARK = b"\x01commit\x01"
_FORMAT = "--format=%x01commit%x01%H%x00%aI%x00%B"


class Commit(NamedTuple):
    """A commit, without who made it."""

    id: str
    date: str
    """When its author made it, in ISO 8601."""
    message: str
    changes: tuple[Change, ...]
    """What it adds or changes; of a merge, what differs from every parent."""


def commits(repository: Repository, revisions: Sequence[str]) -> Iterator[Commit]:
    """The commits that ``git log`` finds for ``revisions``, such as ``--all`` or ``main..HEAD``.

    Raises ``GitError`` for a range that names nothing.
    """
    return _parsed(
        repository.fields(
            # No filter of changes: it would leave out commits that change nothing it lets through, message and all.
            "log", "--reverse", "--topo-order", "-c", "--root", "--raw", "-z", "--no-abbrev", "-M",
            "--no-ext-diff", "--no-color", "--no-show-signature", "--no-notes",
            "--encoding=UTF-8", _FORMAT, *revisions, "--",
        )
    )  # fmt: skip


def _parsed(fields: Iterator[bytes]) -> Iterator[Commit]:
    head: tuple[str, str, str] | None = None
    changes: list[Change] = []
    for field in fields:
        # An entry's head follows the message behind a line break where the commit has changes.
        text = field.lstrip(b"\n")
        if text.startswith(_MARK):
            if head is not None:
                yield Commit(*head, tuple(changes))
            date, message = next(fields), next(fields)
            head = (_ascii(text[len(_MARK) :]), _ascii(date), message.decode("utf-8", "replace"))
            changes = []
        elif text.startswith(b":"):
            change = raw_change(text, fields)
            if change is not None:
                changes.append(change)
    if head is not None:
        yield Commit(*head, tuple(changes))


def _ascii(field: bytes) -> str:
    try:
        return field.decode("ascii")
    except UnicodeDecodeError:
        pass
    raise GitError("git log wrote something unexpected")
