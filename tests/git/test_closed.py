"""Nothing that went wrong is taken for clean, and each failure is one clear line."""

import os

import pytest
from git_values import NATIONAL_ID

from pii_guard.errors import RulePackError
from pii_guard.review import Reviewer

CLEAN = "x = 1\n"


def one_line(done) -> str:
    lines = [line for line in done.err.splitlines() if line]
    assert len(lines) == 1, lines
    assert lines[0].startswith("pii-guard: ")
    return lines[0]


def test_files_that_do_not_exist(started):
    done = started.hook("no-such-file.py")
    assert done.code == 3
    assert "no-such-file.py: the file does not exist" in done.out


def test_an_empty_folder_is_nothing_scanned(started):
    (started.folder / "empty").mkdir()
    done = started.hook("empty")
    assert (done.code, one_line(done)) == (3, "pii-guard: files were given but nothing was scanned")


def test_outside_of_a_repository(repo, tmp_path):
    repo.folder = tmp_path
    done = repo.hook()
    assert (done.code, "no git work tree" in one_line(done)) == (3, True)


def staged_object(repo):
    """The file in which git keeps a staged one, made writable."""
    repo.put("a.py", CLEAN)
    blob = repo.git("rev-parse", ":a.py").stdout.strip()
    path = repo.folder / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    return path


def test_a_missing_object(repo):
    staged_object(repo).unlink()
    done = repo.hook()
    assert (done.code, "is missing or broken" in one_line(done)) == (3, True)


def test_a_broken_object(repo):
    staged_object(repo).write_bytes(b"broken")
    assert repo.hook().code == 3


def test_a_crash_says_nothing_of_the_text(repo, monkeypatch):
    def crash(self, file, summary):
        raise ValueError(file.content.decode())

    monkeypatch.setattr(Reviewer, "review", crash)
    repo.put("a.py", f"fnr = {NATIONAL_ID}\n")
    done = repo.hook()
    assert done.code == 3
    assert NATIONAL_ID not in one_line(done)


def test_a_missing_rule_file(repo, monkeypatch):
    def missing(*_arguments):
        raise RulePackError(["nb_no.yaml: the file cannot be read"])

    monkeypatch.setattr("pii_guard.cli.repository.make_pack", missing)
    repo.put("a.py", CLEAN)
    done = repo.hook()
    assert (done.code, one_line(done)) == (2, "pii-guard: nb_no.yaml: the file cannot be read")


def test_git_is_not_there(repo, monkeypatch):
    repo.put("a.py", CLEAN)
    monkeypatch.setenv("PATH", "")
    assert repo.hook().code == 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(repo):
    path = repo.write("a.py", CLEAN)
    path.chmod(0)
    assert repo.hook("a.py").code == 3


def test_a_message_that_is_not_there(repo):
    done = repo.hook("--commit-msg", "no-such-file")
    assert (done.code, "cannot be read" in one_line(done)) == (3, True)


def test_a_range_that_is_not_there(started):
    assert started.hook("--range", "no-such..HEAD").code == 3


def test_a_broken_text_does_not_pass_for_scanned(repo, monkeypatch):
    repo.put("a.txt", ("å" * 100).encode("utf-16") + b"x")
    done = repo.hook()
    assert done.code in {0, 3}
    assert done.code == 3 or "1 file scanned" in done.out


@pytest.mark.parametrize(("value", "code"), [("pii-guard", 0), ("other,pii-guard", 0), ("other", 1), ("", 1)])
def test_skip(repo, monkeypatch, value, code):
    monkeypatch.setenv("SKIP", value)
    repo.put("a.py", f"fnr = '{NATIONAL_ID}'\n")
    done = repo.hook()
    assert done.code == code
    assert code or "nothing was scanned" in done.out


def test_skip_of_one_hook_is_for_that_hook(repo, monkeypatch):
    monkeypatch.setenv("SKIP", "pii-guard-commit-msg")
    repo.put("a.py", f"fnr = '{NATIONAL_ID}'\n")
    repo.write("../message", f"fnr {NATIONAL_ID}\n")
    assert repo.hook().code == 1
    assert repo.hook("--commit-msg", "../message").code == 0
