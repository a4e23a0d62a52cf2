"""What git is about to record: staged files, commits of a range, commit messages. Reads through real git."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.errors import PiiGuardError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_SCISSORS = "# ------------------------ >8 ------------------------"
_SUBMODULE = "160000"
_SYMLINK = "120000"
_DELETED = "0" * 6


class GitError(PiiGuardError):
    """Git could not be asked; the message names the git command, never content."""


class Blob(NamedTuple):
    """A version of a file."""

    path: str
    content: bytes
    commit: str | None = None

    def __repr__(self) -> str:
        return f"Blob(path={self.path!r}, <{len(self.content)} bytes>)"


class _Entry(NamedTuple):
    path: str
    object_id: str


def staged(root: Path) -> Iterator[Blob]:
    """The files as they stand in the index, of those that the next commit adds or changes."""
    listed = _git(root, "diff", "--cached", "--raw", "--no-abbrev", "-z", "--no-renames", "--diff-filter=ACMT")
    yield from _blobs(root, list(_raw_entries(listed)), None)


def commits(root: Path, revisions: str) -> Iterator[tuple[str, str, Iterator[Blob]]]:
    """For each commit of a range, oldest first: its id, its message, and the files it adds or changes."""
    for commit in _git(root, "rev-list", "--reverse", revisions, "--").decode().split():
        message = _git(root, "log", "-1", "--format=%B", commit).decode("utf-8", "replace")
        listed = _git(
            root, "diff-tree", "-r", "--root", "-m", "--first-parent", "--no-commit-id", "--raw", "--no-abbrev", "-z",
            "--no-renames", "--diff-filter=ACMT", commit,
        )  # fmt: skip
        yield commit, message, _blobs(root, list(_raw_entries(listed)), commit)


def strip_message(text: str) -> str:
    """A commit message as git will record it: comment lines and all below the scissors line are blanked.

    Blank lines stand in for what is left out, so that line numbers stay those of the file.
    """
    kept = []
    for line in text.splitlines(keepends=True):
        if line.startswith(_SCISSORS):
            break
        kept.append("\n" if line.startswith("#") else line)
    return "".join(kept)


def root_of(folder: Path) -> Path:
    """The top folder of the work tree that holds ``folder``; raises ``GitError`` outside one."""
    return type(folder)(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))


def _raw_entries(listed: bytes) -> Iterator[_Entry]:
    """Entries of ``--raw -z`` output; links and submodules hold no content of their own."""
    parts = listed.split(b"\0")
    for head, path in zip(parts[::2], parts[1::2], strict=False):
        _, mode, _, object_id, _ = head.decode("ascii").lstrip(":").split(" ")
        if mode not in {_SUBMODULE, _SYMLINK, _DELETED}:
            yield _Entry(path.decode("utf-8", "surrogateescape"), object_id)


def _blobs(root: Path, entries: Sequence[_Entry], commit: str | None) -> Iterator[Blob]:
    """The contents of the entries, through one ``git cat-file --batch``."""
    if not entries:
        return
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],  # noqa: S607 - git is found as the user finds it
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise GitError("git cat-file could not be started")
        for entry in entries:
            process.stdin.write(entry.object_id.encode() + b"\n")
            process.stdin.flush()
            head = process.stdout.readline().split()
            if len(head) != 3:  # noqa: PLR2004 - "<id> <type> <size>"
                raise GitError("git cat-file: an object is missing; run `git fsck`")
            content = process.stdout.read(int(head[2]))
            process.stdout.read(1)
            yield Blob(entry.path, content, commit)
        process.stdin.close()


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise GitError("git is not installed or not on the PATH") from None
    if done.returncode:
        raise GitError(f"git {arguments[0]} failed with exit code {done.returncode}")
    return done.stdout
