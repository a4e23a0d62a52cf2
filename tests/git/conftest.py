"""Real repositories for the tests of this folder."""

import os

import pytest
from git_repo import Repo
from git_values import NAMES, NATIONAL_ID, OTHER_ID


@pytest.fixture(autouse=True)
def _environment(monkeypatch, tmp_path):
    """Nothing of the machine's own git settings, and no CI, which would change what is scanned."""
    for name in [*os.environ]:
        if name.startswith(("GIT_", "PRE_COMMIT")) and name != "PRE_COMMIT_HOME":
            monkeypatch.delenv(name)
    for name in ("CI", "SKIP", "PII_GUARD_BASELINE_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.com")


@pytest.fixture
def repo(tmp_path, monkeypatch, capsys) -> Repo:
    folder = tmp_path / "repo"
    folder.mkdir()
    made = Repo(folder, monkeypatch, capsys)
    made.git("init", "--quiet", "--initial-branch=main")
    return made


@pytest.fixture
def started(repo) -> Repo:
    """A repository with a commit."""
    repo.put("start.txt", "start\n")
    repo.commit("start")
    return repo


@pytest.fixture
def leaky(repo) -> Repo:
    """A repository in which findings in code and in a table are staged."""
    repo.put("mappe med mellomrom/æ.py", f'# {NAMES}\nkunde = dict(navn="{NAMES}", fnr="{NATIONAL_ID}")  # {NAMES}\n')
    repo.put("b.csv", f"navn;fnr\n{NAMES};{OTHER_ID}\nPer;{OTHER_ID}\n")
    return repo
