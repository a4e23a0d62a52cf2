"""Which files a commit changes, by object: of the index, of the next commit, of a commit already made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pii_guard.git.command import Repository

_SUBMODULE = "160000"
_GONE = "000000"
_RAW = ("--raw", "-z", "--no-abbrev", "-M", "--diff-filter=ACMRT", "--no-ext-diff", "--ignore-submodules=none")

EVERYTHING: tuple[str, ...] = ()
"""``Change.before`` of a file of which every line counts as added."""


class Change(NamedTuple):
    """A file as it will stand after a commit."""

    path: str
    blob: str
    """Object id of the new content."""
    before: tuple[str, ...]
    """Object ids of the content in each parent that had the file, also under another name; none for a new file."""


def staged(repository: Repository) -> list[Change]:
    """The files that the next commit adds, changes or renames, as they stand in the index.

    In a merge only those that differ from every parent: what the other branch brings has been committed before.
    """
    changes = raw_changes(repository.fields("diff", "--cached", *_RAW))
    for parent in _merged_parents(repository):
        other = {change.path: change for change in raw_changes(repository.fields("diff", "--cached", *_RAW, parent))}
        changes = [
            change._replace(before=change.before + other[change.path].before if other[change.path].before else ())
            for change in changes
            if change.path in other
        ]
    return changes


def tracked(repository: Repository) -> list[Change]:
    """Every file of the index, all lines of it."""
    changes = []
    for field in repository.fields("ls-files", "--stage", "-z"):
        head, _, path = field.partition(b"\t")
        mode, blob, _ = head.decode("ascii").split(" ")
        if mode != _SUBMODULE:
            changes.append(Change(readable(path), blob, EVERYTHING))
    return changes


def readable(path: bytes) -> str:
    """A path as text; bytes that are no UTF-8 are spelled out, so that it can be written anywhere."""
    return path.decode("utf-8", "backslashreplace")


def raw_changes(fields: Iterable[bytes]) -> list[Change]:
    """The entries of ``git diff --raw -z``."""
    source = iter(fields)
    return [change for head in source if (change := raw_change(head, source)) is not None]


def raw_change(head: bytes, fields: Iterator[bytes]) -> Change | None:
    """One entry: its head, and its path or two from ``fields``; None for a submodule or a deletion: no content.

    A merge's entry has a colon, a mode and an id for each parent.
    """
    parents = len(head) - len(head.lstrip(b":"))
    parts = head.lstrip(b":").decode("ascii").split(" ")
    modes, ids, status = parts[: parents + 1], parts[parents + 1 : -1], parts[-1]
    path = next(fields)
    if parents == 1 and status[0] in "RC":
        path = next(fields)
    if modes[-1] in {_SUBMODULE, _GONE}:
        return None
    before = tuple(ids[:-1]) if status[0] != "C" else ()
    if any(not old.strip("0") for old in before) or _SUBMODULE in modes:
        before = ()
    return Change(readable(path), ids[-1], before)


def _merged_parents(repository: Repository) -> list[str]:
    """The other parents of a merge in progress.

    ``git merge`` names them in the environment while it calls its hook, and writes MERGE_HEAD only behind it.
    """
    try:
        return (repository.git_dir / "MERGE_HEAD").read_text(encoding="ascii").split()
    except OSError:
        named = [name.removeprefix("GITHEAD_") for name in os.environ if name.startswith("GITHEAD_")]
    return [name for name in sorted(named) if repository.exists(name)]
