"""What is staged is what is scanned: the index, and of it the lines that the commit adds."""

import os

import pytest
from git_values import NATIONAL_ID, OTHER_ID

LEAK = f'fnr = "{NATIONAL_ID}"\n'
NEW_LEAK = f'fnr_ny = "{OTHER_ID}"\n'


def test_a_new_file_with_a_national_id_stops_the_first_commit(repo):
    repo.put("a.py", LEAK)
    done = repo.hook()
    assert done.code == 1
    assert "a.py:1:8: NO_NATIONAL_ID" in done.out


def test_a_clean_file_passes_and_the_scan_is_told(repo):
    repo.put("a.py", "x = 1\n")
    done = repo.hook()
    assert (done.code, "1 file scanned (6 bytes" in done.out) == (0, True)


def test_nothing_staged_is_said(started):
    done = started.hook()
    assert (done.code, "nothing to scan" in done.out) == (0, True)


def test_the_index_counts_and_not_the_work_tree(started):
    started.put("a.py", LEAK)
    started.write("a.py", "x = 1\n")
    assert started.hook().code == 1
    started.put("a.py", "x = 1\n")
    started.write("a.py", LEAK)
    assert started.hook().code == 0


def test_only_added_lines_stop_unless_all_are_asked_for(started):
    started.put("a.py", LEAK + "x = 1\n")
    started.commit()
    started.put("a.py", LEAK + "x = 2\n")
    done = started.hook()
    assert done.code == 0
    assert "1 finding not shown: on lines that are not new" in done.out
    assert started.hook("--all-lines").code == 1
    started.put("a.py", LEAK + "x = 2\n" + NEW_LEAK)
    done = started.hook()
    assert done.code == 1
    assert "a.py:3:" in done.out
    assert "a.py:1:" not in done.out


def test_a_new_value_on_an_old_line_stops(started):
    started.put("a.py", LEAK)
    started.commit()
    started.put("a.py", LEAK.replace(NATIONAL_ID, OTHER_ID))
    assert started.hook().code == 1


def test_a_renamed_file_is_not_new(started):
    started.put("old.py", LEAK + "a = 1\nb = 2\nc = 3\nd = 4\n")
    started.commit()
    started.git("mv", "old.py", "new.py")
    assert started.hook().code == 0
    started.put("new.py", LEAK + "a = 1\nb = 2\nc = 3\nd = 4\n" + NEW_LEAK)
    done = started.hook()
    assert done.code == 1
    assert "new.py:6:" in done.out


def test_a_copied_file_is_new(started):
    started.put("old.py", LEAK)
    started.commit()
    started.put("copy.py", LEAK)
    assert started.hook().code == 1


def test_a_deleted_file_is_not_scanned(started):
    started.put("a.py", LEAK)
    started.commit()
    started.git("rm", "--quiet", "a.py")
    assert started.hook().code == 0


@pytest.mark.parametrize("name", ["æ ø å.py", "new\nline.py", 'quo"te.py', "-rf.py", ":(top)x.py", "tab\t.py", "*.py"])
def test_odd_file_names(repo, name):
    repo.write(name, LEAK)
    repo.git("add", "--all")
    assert repo.hook().code == 1


def test_a_file_name_that_is_no_text(repo):
    (repo.folder / os.fsdecode(b"bl\xe5.py")).write_text(LEAK)
    repo.git("add", "--all")
    done = repo.hook()
    assert (done.code, "NO_NATIONAL_ID" in done.out) == (1, True)
    for form in ("jsonl", "sarif", "gitlab"):
        assert repo.hook("--format", form).code == 1


def test_line_ends_and_indentation_make_no_line_new(started):
    started.put("a.txt", f"fnr {NATIONAL_ID}\nto\n")
    started.commit()
    started.put("a.txt", f"    fnr {NATIONAL_ID}\r\nto\r\n".replace("    ", ""))
    assert started.hook().code == 0
    started.put("a.txt", f"fnr {NATIONAL_ID}\r\nfnr {OTHER_ID}\r\n")
    done = started.hook()
    assert done.code == 1
    assert "a.txt:2:5:" in done.out


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_encodings(started, encoding):
    started.put("a.txt", f"Kjære Åse\nfnr {NATIONAL_ID}\nslutt\n".encode(encoding))
    done = started.hook()
    assert done.code == 1
    assert "a.txt:2:5:" in done.out


def test_old_lines_of_utf_16_are_old_too(started):
    started.put("a.txt", f"fnr {NATIONAL_ID}\nslutt\n".encode("utf-16"))
    started.commit()
    started.put("a.txt", f"fnr {NATIONAL_ID}\nslutt\nmer\n".encode("utf-16"))
    assert started.hook().code == 0
    started.put("a.txt", f"fnr {NATIONAL_ID}\nslutt\nfnr {OTHER_ID}\n".encode("utf-16"))
    assert started.hook().code == 1


def test_a_link_is_the_name_of_its_target(started):
    outside = started.write("../outside.txt", LEAK)
    (started.folder / "link.txt").symlink_to(outside)
    started.git("add", "--all")
    assert started.hook().code == 0
    (started.folder / "person.txt").symlink_to(f"fnr {NATIONAL_ID}")
    started.git("add", "--all")
    assert started.hook().code == 1


def test_a_submodule_holds_nothing(started, tmp_path):
    started.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(started.folder), "module")
    done = started.hook()
    assert done.code == 0
    assert "1 file scanned" in done.out  # .gitmodules


def test_a_work_tree_of_its_own(started, monkeypatch):
    tree = started.folder.parent / "tree"
    started.git("worktree", "add", "--quiet", str(tree))
    started.folder = tree
    started.put("a.py", LEAK)
    assert started.hook().code == 1


def test_from_a_folder_below(started):
    started.put("deep/a.py", LEAK)
    top = started.folder
    started.folder = top / "deep"
    assert "deep/a.py:1:" in started.hook().out
    assert started.hook("a.py").code == 1


def test_a_file_added_by_intent_only_is_not_staged(started):
    started.write("a.py", LEAK)
    started.git("add", "--intent-to-add", "a.py")
    assert started.hook().code == 0


def _diverged(repo):
    """Two branches, of which the other has a national id, and this one changed the same file elsewhere."""
    lines = [f"line{n} = {n}\n" for n in range(20)]
    repo.put("shared.py", "".join(lines))
    repo.commit()
    repo.git("switch", "--quiet", "--create", "other")
    repo.put("theirs.py", LEAK)
    repo.put("shared.py", LEAK + "".join(lines))
    repo.commit()
    repo.git("switch", "--quiet", "main")
    repo.put("shared.py", "".join([*lines, "more = 1\n"]))
    repo.commit()


def test_a_merge_answers_for_its_own_lines_only(started):
    _diverged(started)
    started.git("merge", "--quiet", "--no-commit", "other")
    assert started.hook().code == 0
    started.put("shared.py", (started.folder / "shared.py").read_text() + NEW_LEAK)
    done = started.hook()
    assert done.code == 1
    assert "shared.py:1:" not in done.out


def test_files_given_are_read_from_the_index_where_all_are_staged(started):
    started.put("a.py", LEAK)
    started.write("a.py", "x = 1\n")
    assert started.hook("a.py").code == 1


def test_files_given_that_are_not_staged_are_scanned_whole(started):
    started.put("a.py", LEAK)
    started.commit()
    assert started.hook("a.py").code == 1
    started.put("b.py", "x = 1\n")
    assert started.hook("a.py", "b.py").code == 1


def test_while_git_commits_a_file_that_is_not_staged_is_left_alone(started, monkeypatch):
    started.put("a.py", LEAK)
    started.commit()
    started.put("b.py", "x = 1\n")
    monkeypatch.setenv("GIT_INDEX_FILE", str(started.folder / ".git" / "index"))
    assert started.hook("a.py", "b.py").code == 0


def test_continuous_integration_scans_everything(started, monkeypatch):
    started.put("a.py", LEAK)
    started.commit()
    assert started.hook().code == 0
    assert started.hook("--all-files").code == 1
    monkeypatch.setenv("CI", "true")
    assert started.hook().code == 1
    assert started.hook("a.py").code == 1
