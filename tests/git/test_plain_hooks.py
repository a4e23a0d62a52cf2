"""The scripts in ``hooks/`` under plain git, with ``core.hooksPath``."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from git_values import NATIONAL_ID, OTHER_ID

LEAK = f'fnr = "{NATIONAL_ID}"\n'


@pytest.fixture
def hooked(started, repository, tmp_path, monkeypatch):
    """A repository with our hooks, and the command of this checkout on the PATH."""
    command = tmp_path / "bin" / "pii-guard"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{repository}/src" exec "{sys.executable}" -m pii_guard "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    started.git("config", "core.hooksPath", str(repository / "hooks"))
    return started


def test_the_scripts_can_be_run(repository):
    for path in (repository / "hooks").iterdir():
        assert path.stat().st_mode & stat.S_IXUSR
        assert path.read_text().startswith("#!/bin/sh\n")
        assert len(path.read_text().splitlines()) <= 15


def test_a_commit_is_stopped_and_a_clean_one_passes(hooked):
    hooked.put("a.py", LEAK)
    done = hooked.git("commit", "-m", "x", check=False)
    assert done.returncode == 1
    assert "a.py:1:8: NO_NATIONAL_ID" in done.stderr + done.stdout
    assert NATIONAL_ID not in done.stderr + done.stdout
    hooked.put("a.py", "x = 1\n")
    assert hooked.git("commit", "-m", "x").returncode == 0


def test_commit_a_has_an_index_of_its_own(hooked):
    hooked.put("a.py", "x = 1\n")
    hooked.commit()
    hooked.write("a.py", LEAK)
    assert hooked.git("commit", "-a", "-m", "x", check=False).returncode == 1
    assert hooked.git("commit", "a.py", "-m", "x", check=False).returncode == 1


def test_skip_and_no_verify(hooked):
    hooked.put("a.py", LEAK)
    done = hooked.git("commit", "-m", "x", env={"SKIP": "pii-guard"})
    assert "nothing was scanned" in done.stderr + done.stdout


def test_messages(hooked):
    hooked.put("a.py", "x = 1\n")
    done = hooked.git("commit", "-m", f"#123 fnr {NATIONAL_ID}", check=False)
    assert done.returncode == 1
    assert "COMMIT_EDITMSG:1:" in done.stderr + done.stdout
    assert "keep: for this one commit: SKIP=pii-guard-commit-msg git commit" in done.stderr + done.stdout
    editor = f"{sys.executable} -c \"import sys; open(sys.argv[1],'w').write('ren\\n# fnr {NATIONAL_ID}\\n')\""
    assert hooked.git("commit", env={"GIT_EDITOR": editor}, check=False).returncode == 0


def test_a_merge_that_git_makes_by_itself(hooked):
    hooked.git("switch", "--quiet", "--create", "other")
    hooked.put("theirs.py", LEAK)
    hooked.commit("theirs")
    hooked.git("switch", "--quiet", "main")
    hooked.put("ours.py", "x = 1\n")
    hooked.commit("ours")
    done = hooked.git("merge", "--no-edit", "other", check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def test_a_push_is_stopped_wherever_in_it_the_leak_is(hooked, tmp_path):
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    hooked.git("remote", "add", "origin", str(remote))
    assert hooked.git("push", "origin", "main").returncode == 0
    hooked.put("a.py", LEAK)
    hooked.commit("leak")
    hooked.put("a.py", "x = 1\n")
    hooked.commit("gone")
    done = hooked.git("push", "origin", "main", check=False)
    assert done.returncode != 0
    assert "a.py:1:8 in " in done.stderr + done.stdout
    assert hooked.git("push", "origin", "HEAD:refs/heads/new", check=False).returncode != 0
    hooked.git("reset", "--quiet", "--hard", "HEAD~2")
    hooked.put("b.py", f'x = "{OTHER_ID[:4]}"\n')
    hooked.commit("clean")
    assert hooked.git("push", "origin", "main").returncode == 0
    assert hooked.git("push", "origin", "HEAD:refs/heads/new").returncode == 0
    assert hooked.git("push", "origin", ":new").returncode == 0


def test_a_folder_of_exported_data(hooked, repository):
    hooked.write("data/kunder.csv", "navn;epost\nKari Nordlid;kari.nordlid@fjordbrev.no\n")
    script = repository / "hooks" / "export"
    done = subprocess.run([script, "data"], cwd=hooked.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "data/kunder.csv:2:14 [epost]: EMAIL_ADDRESS" in done.stdout


def test_without_the_command_nothing_passes(hooked, tmp_path):
    hooked.put("a.py", "x = 1\n")
    (tmp_path / "bin" / "pii-guard").unlink()
    folders = os.environ["PATH"].split(os.pathsep)
    plain = os.pathsep.join(folder for folder in folders if not (Path(folder) / "pii-guard").exists())
    done = hooked.git("commit", "-m", "x", env={"PATH": plain}, check=False)
    assert done.returncode == 1
    assert "not installed" in done.stderr
