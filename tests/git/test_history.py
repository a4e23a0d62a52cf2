"""History: every blob once, with commit, date and path; in parallel; resumable."""

import json

import pytest
from git_values import NATIONAL_ID, OTHER_ID

from pii_guard.git import BlobReader

DATE = "2021-05-17T12:00:00+02:00"


@pytest.fixture
def past(started, monkeypatch):
    """A leak that was removed, another on a branch, and one in a message."""
    monkeypatch.setenv("GIT_AUTHOR_DATE", DATE)
    started.put("a.py", f'fnr = "{NATIONAL_ID}"\nx = 1\n')
    started.leak = started.commit("with a leak")
    monkeypatch.delenv("GIT_AUTHOR_DATE")
    started.put("a.py", f'fnr = "{NATIONAL_ID}"\nx = 2\n')
    started.commit("the same leak still")
    started.put("a.py", "x = 2\n")
    started.commit("removed")
    started.git("switch", "--quiet", "--create", "branch")
    started.put("b.py", f'fnr = "{OTHER_ID}"\n')
    started.commit(f"fnr {OTHER_ID}")
    started.git("switch", "--quiet", "main")
    return started


def findings(out):
    lines = [json.loads(line) for line in out.splitlines()]
    return [line for line in lines if line["type"] == "finding" and line["action"] == "block"]


def test_what_was_removed_is_found_where_it_came(past):
    done = past.run("history", "--format", "jsonl")
    assert done.code == 1
    found = findings(done.out)
    assert [(one["source"], one["line"]) for one in found] == [("a.py", 1), ("commit message", 1), ("b.py", 1)]
    assert (found[0]["commit"], found[0]["date"]) == (past.leak, DATE)
    assert "a.py:1:8 in " + past.leak[:12] + " of 2021-05-17" in past.run("history").out


def _empty(repo):
    repo.commit(f"fnr {NATIONAL_ID}")


def _deletion(repo):
    repo.git("rm", "--quiet", "start.txt")
    repo.commit(f"fnr {NATIONAL_ID}")


def _mode(repo):
    repo.git("update-index", "--chmod=+x", "start.txt")
    repo.commit(f"fnr {NATIONAL_ID}")


def _merge(repo):
    repo.git("switch", "--quiet", "--create", "other")
    repo.put("other.txt", "other\n")
    repo.commit("other")
    repo.git("switch", "--quiet", "main")
    repo.put("own.txt", "own\n")
    repo.commit("own")
    repo.git("merge", "--quiet", "--no-verify", "-m", f"fnr {NATIONAL_ID}", "other")


@pytest.mark.parametrize("make", [_empty, _deletion, _mode, _merge])
def test_messages_of_commits_that_bring_no_content_are_read(started, make):
    make(started)
    started.git("branch", "--quiet", "start", "HEAD~1")
    for command in (("history",), ("hook", "--range", "start..main")):
        found = findings(started.run(*command, "--format", "jsonl").out)
        assert [(one["source"], one["line"]) for one in found] == [("commit message", 1)]


def test_a_range(past):
    assert len(findings(past.run("history", "main", "--format", "jsonl").out)) == 1
    assert past.run("history", "main~1..main").code == 0
    assert past.run("history", "no-such-branch").code == 3
    assert past.run("history", "--", "--output=x").code == 2


def test_each_blob_is_read_once(past, monkeypatch):
    read = []
    plain = BlobReader.read
    monkeypatch.setattr(BlobReader, "read", lambda self, blob: read.append(blob) or plain(self, blob))
    past.run("history", "--jobs", "1")
    assert len(read) == len(set(read)) == 5


def test_several_processes_find_the_same(past):
    past.many(f"{number}\nfnr {OTHER_ID if number == 77 else number}\n" for number in range(150))
    one, two = (past.run("history", "--format", "jsonl", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert len(findings(one.out)) == 4


def test_an_interrupted_run_goes_on(past, monkeypatch):
    past.many(f"{number}\nfnr {NATIONAL_ID}\n" for number in range(140))
    whole = past.run("history", "--format", "jsonl", "--jobs", "1")
    state = past.folder.parent / "state.jsonl"
    read = []
    plain = BlobReader.read

    def interrupted(self, blob):
        read.append(blob)
        if len(read) == 100:
            raise KeyboardInterrupt
        return plain(self, blob)

    monkeypatch.setattr(BlobReader, "read", interrupted)
    assert past.run("history", "--jobs", "1", "--resume", str(state)).code == 130
    assert NATIONAL_ID not in state.read_text()
    with state.open("a") as stream:
        stream.write('{"cut off')
    read[:] = [""] * 200
    resumed = past.run("history", "--format", "jsonl", "--jobs", "1", "--resume", str(state))
    assert len(read) < 200 + 100
    assert sorted(resumed.out.splitlines()) == sorted(whole.out.splitlines())
    past.commit("another")
    assert past.run("history", "--resume", str(state)).code == 2


def test_the_push_hook_looks_at_added_lines_of_all_commits(past):
    leak, main = past.leak, past.git("rev-parse", "main").stdout.strip()
    assert past.hook("--range", f"{leak}..{main}").code == 0
    assert past.hook("--range", f"{leak}~1..{main}").code == 1
