import os

from pii_guard import Scanner
from pii_guard.batch.scan import scan_paths
from pii_guard.batch.walk import walk
from pii_guard.model import Summary


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
