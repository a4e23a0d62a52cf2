"""A real repository, made with real git; the command runs in this process where nothing else is asked for."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from pii_guard.cli import main


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Repo:
    """A repository in a folder, and the command run in it."""

    def __init__(self, folder: Path, monkeypatch, capsys):
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def git(self, *arguments, check=True, env=None) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=check,
            env={**os.environ, **(env or {})},
        )  # fmt: skip

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def stage(self, **files: str | bytes) -> None:
        for name, content in files.items():
            self.write(name.replace("__", "/").replace("_DOT_", "."), content)
        self.git("add", "--all")

    def put(self, name: str, content: str | bytes) -> None:
        self.write(name, content)
        self.git("add", "--", name)

    def commit(self, message: str = "change") -> str:
        self.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", message)
        return self.git("rev-parse", "HEAD").stdout.strip()

    def many(self, contents, name="f.txt") -> None:
        """A commit on top of ``main`` for each of the contents, made fast."""
        parts = []
        for number, content in enumerate(contents):
            data = content.encode()
            parts.append(
                b"commit refs/heads/main\ncommitter T <t@example.com> %d +0000\ndata 2\nxx\n" % (1_600_000_000 + number)
                + (b"from refs/heads/main^0\n" if not number else b"")
                + b"M 644 inline %s\ndata %d\n%s\n" % (name.encode(), len(data), data)
            )
        subprocess.run(["git", "fast-import", "--quiet"], cwd=self.folder, input=b"".join(parts), check=True)
        self.git("reset", "--quiet", "--hard", "main")

    def run(self, *arguments: str) -> Done:
        """The command, in this process."""
        self._capsys.readouterr()
        self._monkeypatch.chdir(self.folder)
        self._monkeypatch.setattr(sys, "argv", ["pii-guard", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._capsys.readouterr()
        code = ended.value.code
        return Done(code if isinstance(code, int) else 0, out, err)

    def hook(self, *arguments: str) -> Done:
        return self.run("hook", *arguments)
