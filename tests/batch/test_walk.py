import os
from pathlib import Path

from pii_guard import Scanner
from pii_guard.batch.run import LINKED_FOLDER
from pii_guard.batch.scan import scan_paths
from pii_guard.batch.walk import walk
from pii_guard.model import Summary
from pii_guard.reporters.text import totals


def test_a_folder_that_cannot_be_listed_is_not_taken_for_clean(tmp_path, monkeypatch):
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.txt").write_text("ingenting")
    (tmp_path / "shut").mkdir()
    real = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(walk([tmp_path])) == [tmp_path / "open" / "a.txt", tmp_path / "shut"]
    summary = Summary()
    assert len(list(scan_paths([tmp_path], Scanner(), summary))) == len(summary.problems) == 1


def test_what_is_passed_over_is_counted(tmp_path, scanner):
    export, elsewhere = tmp_path / "export", tmp_path / "elsewhere"
    for folder in (export / "node_modules", export / "a" / "node_modules", export / ".venv", elsewhere):
        folder.mkdir(parents=True)
        (folder / "b.txt").write_text("fnr 10915596784")
    (export / "a" / "to_sibling").symlink_to(export / "a")  # is walked anyway
    (export / "out").symlink_to(elsewhere)
    (export / "hidden").symlink_to(export / ".venv")
    summary = Summary()
    problems = list(scan_paths([export], scanner, summary))
    assert summary.skipped == {"folder node_modules": 2, "folder .venv": 1}
    assert [(Path(problem.at.source).name, problem.message) for problem in problems] == [
        ("hidden", LINKED_FOLDER),
        ("out", LINKED_FOLDER),
    ]
    assert {"1 folder skipped: .venv", "2 folders skipped: node_modules"} < set(totals(summary))


def test_a_pipe_is_named_and_not_waited_for(tmp_path, scanner):
    os.mkfifo(tmp_path / "pipe")
    (problem,) = scan_paths([tmp_path], scanner, Summary())
    assert "no file but a pipe" in problem.message
