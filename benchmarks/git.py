"""How long the hook, a repository and its history take, beside detect-secrets in the same run; what code sets it off.

usage: python -m benchmarks.git [--sdists FOLDER] [--commits N] [--write]

A wheel of this checkout and ``detect-secrets`` are installed into a fresh environment, as users have them. ``--sdists``
is a folder of unpacked source distributions; they are committed into a repository, and every finding that would stop a
commit is listed with its place, to be looked at. ``--write`` puts the table into ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.document import ROOT, circumstances, write_part
from benchmarks.repositories import code_files, commit_all, commits_of_a_project, new_repository
from benchmarks.speed import children_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROUNDS = 9
_TREES = 8
_LINES = 100_000


class Taken(NamedTuple):
    """What a command took: by the clock, and by the processors. On a busy machine only the latter says much."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.3f} s ({self.cpu:.3f} s of processor)"


def _run(
    command: Sequence[str | Path], folder: Path, stdout: int = subprocess.DEVNULL
) -> subprocess.CompletedProcess[bytes]:
    left_out = {"CI", "SKIP", "PYTHONDONTWRITEBYTECODE"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(command, cwd=folder, stdout=stdout, stderr=subprocess.DEVNULL, env=environment, check=False)


def _time(command: Sequence[str | Path], folder: Path) -> Taken:
    start, before = time.perf_counter(), children_seconds()
    done = _run(command, folder)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(map(str, command))}: exit code {done.returncode}")
    return Taken(time.perf_counter() - start, children_seconds() - before)


def _medians(commands: dict[str, list[str | Path]], folder: Path, rounds: int) -> dict[str, Taken]:
    """The median times of each command, taken in turns so that all see the same machine."""
    times: dict[str, list[Taken]] = {name: [] for name in commands}
    for command in commands.values():
        _time(command, folder)
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(_time(command, folder))
    return {
        name: Taken(statistics.median(t.wall for t in taken), statistics.median(t.cpu for t in taken))
        for name, taken in times.items()
    }


class Programs(NamedTuple):
    """What is measured, installed in an environment of its own."""

    folder: Path

    @property
    def hook(self) -> list[str | Path]:
        """Our hook, without its files."""
        return [self.folder / "pii-guard", "hook"]

    @classmethod
    def installed(cls, folder: Path) -> Programs:
        """A wheel of this checkout and detect-secrets, in a new environment in ``folder``."""
        venv.create(folder, with_pip=True)
        programs = folder / ("Scripts" if os.name == "nt" else "bin")
        command = [programs / "python", "-m", "pip", "install", "--quiet", ROOT, "detect-secrets"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
        return cls(programs)


def commit_of_five_files(folder: Path, programs: Programs) -> Iterator[str]:
    """The hook on a commit of five small files."""
    repository = new_repository(folder / "five")
    code_files(repository, 200)
    commit_all(repository)
    names = [f"new_{number}.py" for number in range(5)]
    for number, name in enumerate(names):
        (repository / name).write_text(f"def f_{number}(x):\n    return x + {number}\n" * 20, encoding="utf-8")
    subprocess.run(["git", "add", "--all"], cwd=repository, check=True)
    commands: dict[str, list[str | Path]] = {
        "ours": [*programs.hook, *names],
        "other": [programs.folder / "detect-secrets-hook", *names],
        "python": [programs.folder / "python", "-c", "pass"],
    }
    taken = _medians(commands, repository, _ROUNDS)
    yield _row("commit of 5 files, whole process", taken["ours"], taken["other"], "at most 0.150 s")
    yield f"| of it a bare Python | {taken['python']} | | |"


def repository_of_1000_files(folder: Path, programs: Programs) -> Iterator[str]:
    """Every file of a repository of 1,000."""
    repository = new_repository(folder / "thousand")
    code_files(repository, 1000)
    commit_all(repository)
    commands: dict[str, list[str | Path]] = {
        "ours": [*programs.hook, "--all-files"],
        "other": [programs.folder / "detect-secrets", "scan"],
    }
    taken = _medians(commands, repository, 3)
    yield _row("repository of 1,000 files", taken["ours"], taken["other"], "at most half")


def history(folder: Path, programs: Programs, commits: int) -> Iterator[str]:
    """All commits at once, against the tree of each; a few trees are measured and stand for all."""
    repository = new_repository(folder / "history")
    commits_of_a_project(repository, commits)
    ours = min(_time([programs.folder / "pii-guard", "history"], repository) for _ in range(2))
    ids = subprocess.run(["git", "rev-list", "--reverse", "main"], cwd=repository, capture_output=True, check=True)
    revisions = ids.stdout.decode().split()
    step = max(1, len(revisions) // _TREES)
    trees = []
    for revision in revisions[step // 2 :: step]:
        subprocess.run(["git", "checkout", "--quiet", revision], cwd=repository, check=True)
        # Its start is taken off: one process could scan all trees.
        start = min(_time([*programs.hook, "src/file_0.py"], repository).cpu for _ in range(2))
        trees.append(max(0.0, _time([*programs.hook, "--all-files"], repository).cpu - start))
    every = statistics.mean(trees) * len(revisions)
    beside = (
        f"each commit's tree: {every:.0f} s of processor ({len(trees)} measured), {every / ours.cpu:.0f} times as much"
    )
    yield f"| history of {len(revisions):,} commits | {ours} | {beside} | at least 5 times |"


def packages(folder: Path, programs: Programs, sdists: Path) -> Iterator[str]:
    """What would stop the commit of public packages, and how often that is for their size."""
    repository = new_repository(folder / "packages")
    shutil.copytree(
        sdists, repository, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns("*.tar.gz", ".git")
    )
    commit_all(repository)
    start = time.perf_counter()
    done = _run([*programs.hook, "--all-files", "--format", "jsonl"], repository, subprocess.PIPE)
    taken = time.perf_counter() - start
    items = [json.loads(line) for line in done.stdout.splitlines()]
    stopping = [item for item in items if item.get("action") == "block"]
    lines = _count_lines(repository)
    for item in stopping:
        print(f"{item['source']}:{item['line']}:{item['column']} {item['entity']} {item['score']:.2f} {item['rule']}")
    rate = f"{len(stopping)} findings stop, {len(stopping) * _LINES / lines:.2f} in 100,000 lines"
    names = ", ".join(sorted(path.name for path in sdists.iterdir() if path.is_dir()))
    yield f"| {lines:,} lines of {names} | {taken:.1f} s | {rate} | fewer than 1 false |"


def _count_lines(repository: Path) -> int:
    paths = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True).stdout.split(
        b"\0"
    )
    contents = ((repository / os.fsdecode(path)).read_bytes() for path in paths if path)
    return sum(content.count(b"\n") for content in contents if b"\0" not in content)


def _row(what: str, ours: Taken, other: Taken, goal: str) -> str:
    return f"| {what} | {ours} | detect-secrets {other}, ours is {ours.wall / other.wall:.2f} of it | {goal} |"


def main() -> None:
    """Print the table, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sdists", type=Path)
    parser.add_argument("--commits", type=int, default=2000, help="Of the history; 0 leaves it out.")
    parser.add_argument("--write", action="store_true", help="Put the table into docs/benchmarks.md.")
    options = parser.parse_args()
    rows = ["| what | pii-guard | beside it | goal |", "| --- | --- | --- | --- |"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = Programs.installed(folder / "environment")
        rows += commit_of_five_files(folder, programs)
        rows += repository_of_1000_files(folder, programs)
        if options.commits:
            rows += history(folder, programs, options.commits)
        if options.sdists:
            rows += packages(folder, programs, options.sdists)
    table = "\n".join(rows)
    print(table)
    if options.write:
        how = "`python -m benchmarks.git --sdists FOLDER --write`"
        write_part("python -m benchmarks.git", f"{circumstances(how)}\n{table}\n")


if __name__ == "__main__":
    main()
