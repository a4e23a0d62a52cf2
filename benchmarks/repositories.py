"""Repositories to measure with: code as people write it, the same each time."""

from __future__ import annotations

import random
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NOUNS = "order invoice customer shipment session router panel sensor event queue config token".split()
_VERBS = "load save update validate render parse send receive merge close".split()
_FILES = 60
"""Files of the project whose history is made."""


def new_repository(folder: Path) -> Path:
    """An empty repository that knows who commits."""
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=folder, check=True)
    for key, value in (("user.name", "Bench"), ("user.email", "bench@example.com"), ("commit.gpgsign", "false")):
        subprocess.run(["git", "config", key, value], cwd=folder, check=True)
    return folder


def commit_all(folder: Path) -> None:
    """Commit everything that is there."""
    subprocess.run(["git", "add", "--all", "--force"], cwd=folder, check=True)
    subprocess.run(["git", "commit", "--quiet", "--no-verify", "-m", "change"], cwd=folder, check=True)


def code_files(folder: Path, number: int) -> None:
    """Python, JavaScript, JSON and text files of some 60 lines each."""
    source = random.Random(7)  # noqa: S311 - the same repository each time
    for one in range(number):
        suffix = (".py", ".py", ".js", ".json", ".md")[one % 5]
        path = folder / f"part_{one % 20}" / f"file_{one}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(code(source, suffix), encoding="utf-8")


def code(source: random.Random, suffix: str) -> str:
    """The text of one file."""
    blocks = []
    for _ in range(12):
        noun, verb, count = source.choice(_NOUNS), source.choice(_VERBS), source.randrange(10_000)
        if suffix == ".json":
            blocks.append(f'  "{noun}_{count}": {{"id": {count}, "state": "{verb}", "retries": {count % 7}}}')
        elif suffix == ".md":
            blocks.append(
                f"## To {verb} a {noun}\n\nCall `{verb}_{noun}` with at most {count} items.\n\n- see {noun}s\n"
            )
        elif suffix == ".js":
            blocks.append(
                f"export function {verb}{noun}{count}(a) {{\n  // {verb} it\n  return a.{noun} + {count};\n}}\n"
            )
        else:
            blocks.append(
                f"def {verb}_{noun}_{count}(items):\n    # {verb} them\n    return [i * {count} for i in items]\n"
            )
    return "{\n" + ",\n".join(blocks) + "\n}\n" if suffix == ".json" else "\n".join(blocks)


def commits_of_a_project(folder: Path, number: int) -> None:
    """A project of 60 files of which each commit changes one or two; made in one go by ``git fast-import``."""
    source = random.Random(11)  # noqa: S311 - the same history each time
    files = {f"src/file_{one}.py": code(source, ".py") for one in range(_FILES)}
    stream: list[bytes] = []
    for one in range(number):
        changed = list(files) if one == 0 else source.sample(sorted(files), source.randrange(1, 3))
        stream.append(
            b"commit refs/heads/main\ncommitter B <b@example.com> %d +0000\ndata 7\nchange\n\n" % (1_500_000_000 + one)
        )
        for name in changed:
            if one:
                lines = files[name].split("\n")
                lines.insert(source.randrange(len(lines)), f"VALUE_{one} = {source.randrange(10_000)}")
                files[name] = "\n".join(lines)
            data = files[name].encode()
            stream.append(b"M 644 inline %s\ndata %d\n%s\n" % (name.encode(), len(data), data))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=b"".join(stream), check=True)
    subprocess.run(["git", "reset", "--quiet", "--hard", "main"], cwd=folder, check=True)
