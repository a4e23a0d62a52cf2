"""The real pre-commit, with the hooks of this checkout."""

import contextlib
import os
import shutil
import subprocess
import sys

import pytest
import yaml
from git_repo import Repo
from git_values import NATIONAL_ID, OTHER_ID

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
LEAK = f'fnr = "{NATIONAL_ID}"\n'
STAGES = {"pre-commit", "pre-merge-commit", "commit-msg", "pre-push"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A folder for all processes of a test run: the hooks' environment is built once."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="module")
def checkout(tmp_path_factory, shared, repository):
    """This checkout as a repository with a commit, as pre-commit clones it."""
    made = tmp_path_factory.mktemp("checkout") / "pii-guard"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository, capture_output=True, check=False,
    )  # fmt: skip
    needed = (
        "src/",
        "rules",
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "LICENSE",
        "NOTICE",
        ".pre-commit-hooks",
    )
    for name in os.fsdecode(listed.stdout).split("\0"):
        source = repository / name
        if name.startswith(needed) and source.exists():
            target = made / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)
    run = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com"]
    subprocess.run([*run, "init", "--quiet"], cwd=made, check=True)
    subprocess.run([*run, "add", "--all"], cwd=made, check=True)
    subprocess.run([*run, "commit", "--quiet", "-m", "x"], cwd=made, check=True)
    folder = shared / "pii-guard"
    with contextlib.suppress(OSError):  # another process was first
        made.rename(folder)
    return folder


@pytest.fixture(scope="module")
def store(shared):
    return shared / "pre-commit-home"


@pytest.fixture
def hooked(started, checkout, store, monkeypatch) -> Repo:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(store))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=checkout, capture_output=True, text=True, check=True
    ).stdout.strip()
    ids = ["pii-guard", "pii-guard-commit-msg", "pii-guard-pre-push", "pii-guard-export"]
    config = {"repos": [{"repo": str(checkout), "rev": revision, "hooks": [{"id": name} for name in ids]}]}
    started.put(".pre-commit-config.yaml", yaml.safe_dump(config))
    started.commit("hooks")
    arguments = [part for stage in sorted(STAGES) for part in ("--hook-type", stage)]
    pre_commit(started, "install", *arguments)
    return started


def pre_commit(repo, *arguments, check=True):
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments], cwd=repo.folder, capture_output=True, text=True, check=check
    )


def output(done) -> str:
    return done.stdout + done.stderr


def test_a_commit_is_stopped_then_a_clean_one_passes(hooked):
    hooked.put("a.py", LEAK)
    done = hooked.git("commit", "-m", "x", check=False)
    assert done.returncode == 1, output(done)
    assert "a.py:1:8: NO_NATIONAL_ID" in output(done)
    assert NATIONAL_ID not in output(done)
    hooked.put("a.py", "x = 1\n")
    assert hooked.git("commit", "-m", "x", check=False).returncode == 0


def test_partly_staged_files_old_lines_messages_and_skip(hooked):
    hooked.put("a.py", LEAK + "x = 1\n")
    done = hooked.git("commit", "-m", "x", env={"SKIP": "pii-guard"}, check=False)
    assert done.returncode == 0, output(done)
    hooked.put("a.py", LEAK + "x = 2\n")
    hooked.write("a.py", LEAK + "x = 2\n" + f'ny_fnr = "{OTHER_ID}"\n')
    done = hooked.git("commit", "-m", "only what is staged", check=False)
    assert done.returncode == 0, output(done)
    done = hooked.git("commit", "-a", "-m", "the rest", check=False)
    assert (done.returncode, "a.py:3:" in output(done), "a.py:1:" in output(done)) == (1, True, False)
    done = hooked.git("commit", "--allow-empty", "-m", f"fnr {NATIONAL_ID}", check=False)
    assert (done.returncode, "COMMIT_EDITMSG:1:" in output(done)) == (1, True)


def test_all_files_are_scanned_whole_and_the_scan_is_told(hooked):
    hooked.put("a.py", LEAK)
    hooked.commit("a leak from before")
    done = pre_commit(hooked, "run", "--all-files", "--verbose", check=False)
    assert done.returncode == 1
    assert "a.py:1:8: NO_NATIONAL_ID" in output(done)
    hooked.put("a.py", "x = 1\n")
    done = pre_commit(hooked, "run", "--all-files", "--verbose", check=False)
    assert (done.returncode, "files scanned" in output(done)) == (0, True)


def test_a_push_and_an_export(hooked, tmp_path):
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    hooked.git("remote", "add", "origin", str(remote))
    hooked.put("a.py", LEAK)
    hooked.commit("leak")
    done = hooked.git("push", "origin", "main", check=False)
    assert done.returncode != 0
    assert "a.py:1:8 in " in output(done)
    hooked.git("reset", "--quiet", "--hard", "HEAD~1")
    assert hooked.git("push", "origin", "main", check=False).returncode == 0
    hooked.put("data/kunder.csv", "navn;by\nKari Nordlid;Oslo\n")
    done = hooked.git("commit", "-m", "x", check=False)
    assert (done.returncode, "data/kunder.csv:2:1 [navn]: PERSON" in output(done)) == (1, True)
