"""Git as a process: one place that starts it, and the reader of its objects."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pii_guard.errors import PiiGuardError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_CHUNK = 64 * 1024
_HEAD_PARTS = 3
"""``<id> <type> <size>``, the line before each object."""


class GitError(PiiGuardError):
    """Git could not be asked; the message names the git command, never content."""


class Repository:
    """A work tree and its repository."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is any folder of the work tree; raises ``GitError`` outside one."""
        # Each path is a line; where one has a line break in it, the folder is not found and the run fails.
        top, git_dir = _run(folder, "rev-parse", "--show-toplevel", "--absolute-git-dir").splitlines()[:2]
        self.root = Path(os.fsdecode(top))
        self.git_dir = Path(os.fsdecode(git_dir))

    def __repr__(self) -> str:
        return f"Repository({self.root})"

    def run(self, *arguments: str) -> bytes:
        """What a git command writes; raises ``GitError`` where it fails."""
        return _run(self.root, *arguments)

    def fields(self, *arguments: str) -> Iterator[bytes]:
        """What a git command writes, by its NUL bytes, as it comes."""
        with _start(self.root, *arguments) as process:
            assert process.stdout is not None
            rest = b""
            while chunk := process.stdout.read1(_CHUNK):  # type: ignore[attr-defined] # a buffered reader
                *whole, rest = (rest + chunk).split(b"\0")
                yield from whole
            if rest:
                yield rest
            if process.wait():
                raise GitError(f"git {arguments[0]} failed with exit code {process.returncode}")

    def exists(self, revision: str) -> bool:
        """Whether a revision names a commit here."""
        try:
            self.run("rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}")
        except GitError:
            return False
        return True

    def blobs(self) -> BlobReader:
        """A reader of objects; use it in a ``with`` block."""
        return BlobReader(self.root)


class BlobReader:
    """Reads objects through one ``git cat-file --batch``, started at the first of them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.stdin.close()  # type: ignore[union-attr] # a pipe
            self._process.stdout.close()  # type: ignore[union-attr]
            self._process.wait()

    def read(self, object_id: str) -> bytes:
        """The content of an object; raises ``GitError`` where it is missing or broken."""
        if self._process is None:
            self._process = _start(self._root, "cat-file", "--batch", stdin=subprocess.PIPE)
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        problem = f"git cat-file: object {object_id[:12]} is missing or broken; run `git fsck`"
        try:
            stdin.write(object_id.encode() + b"\n")
            stdin.flush()
            head = stdout.readline().split()
        except OSError:
            head = []
        if len(head) != _HEAD_PARTS:
            raise GitError(problem)
        size = int(head[2])
        content = stdout.read(size + 1)
        if len(content) != size + 1:
            raise GitError(problem)
        return content[:-1]


def _environment() -> dict[str, str]:
    """Paths are taken as they are, messages are not translated, and reading takes no locks."""
    return {**os.environ, "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def _start(folder: Path, *arguments: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    problem = ""
    try:
        return subprocess.Popen(  # noqa: S603 - the arguments are ours, not a shell's
            ["git", *arguments],  # noqa: S607 - git is found as the user finds it
            cwd=folder,
            env=_environment(),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        problem = "git is not installed or not on the PATH" if folder.is_dir() else "the folder does not exist"
    raise GitError(problem)


def _run(folder: Path, *arguments: str) -> bytes:
    with _start(folder, *arguments) as process:
        assert process.stdout is not None
        out = process.stdout.read()
    if process.returncode:
        hint = "; is this a git work tree?" if arguments[0] == "rev-parse" else ""
        raise GitError(f"git {arguments[0]} failed with exit code {process.returncode}{hint}")
    return out
