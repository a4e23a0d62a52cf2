"""The baseline: what it holds, what it survives, and what it never hides."""

import hashlib
import json

import pytest
from git_values import NATIONAL_ID, OTHER_ID

from pii_guard import baseline

OLD = f'fnr = "{NATIONAL_ID}"\n'
NEW = f'fnr = "{OTHER_ID}"\n'


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch):
    monkeypatch.setattr(baseline, "_COST", {**baseline.SCRYPT, "n": 2**10})


@pytest.fixture
def accepted(started):
    started.put("a.py", OLD)
    started.commit()
    assert started.run("baseline", "create", "--reason", "fra forskriften").code == 0
    started.git("add", "--all")
    started.commit("baseline")
    assert started.hook("--all-files").code == 0
    return started


def entries(repo):
    return [json.loads(path.read_text()) for path in sorted(repo.folder.glob(".pii-guard-baseline/*.json"))]


def test_it_needs_a_reason(started):
    started.put("a.py", OLD)
    assert started.run("baseline", "create").code == 2
    assert started.run("baseline", "create", "--reason", " ").code == 2
    assert not (started.folder / ".pii-guard-baseline").exists()


def test_it_holds_no_value_no_plain_hash_no_line_and_no_time(accepted):
    (entry,) = entries(accepted)
    assert set(entry) == {"path", "reason", "salt", "keyed", "entries"}
    assert set(entry["entries"][0]) == {"rule", "print"}
    text = json.dumps(entry)
    for form in (NATIONAL_ID, f"{NATIONAL_ID[:6]} {NATIONAL_ID[6:]}", OLD.strip()):
        assert form not in text
        for name in ("md5", "sha1", "sha256", "blake2b", "blake2s"):
            assert hashlib.new(name, form.encode()).hexdigest()[:12] not in text


def test_a_guess_costs_64_megabytes():
    cost = baseline.SCRYPT
    assert 128 * cost["n"] * cost["r"] >= 64 * 2**20


def test_equal_values_of_two_files_cannot_be_told_to_be_equal(started):
    started.put("a.py", OLD)
    started.put("b.py", OLD)
    started.run("baseline", "create", "--reason", "fra forskriften")
    first, second = entries(started)
    assert first["salt"] != second["salt"]
    assert first["entries"] != second["entries"]


def test_it_survives_moves_edits_round_it_renames_and_new_history(accepted):
    accepted.put("a.py", "import os\n\n\ndef f():\n    return 1\n\n    " + OLD)
    assert accepted.hook("--all-files").code == 0
    accepted.put("a.py", f"skjema(\n  fnr = '{NATIONAL_ID[:6]} {NATIONAL_ID[6:]}',\n)\n")
    assert accepted.hook("--all-files").code == 0
    accepted.put("a.py", OLD)
    accepted.git("mv", "a.py", "b.py")
    assert accepted.hook("--all-files").code == 0
    accepted.commit("moved")
    accepted.git("reset", "--quiet", "--soft", "HEAD~2")
    accepted.commit("squashed")
    assert accepted.hook("--all-files").code == 0


def test_it_never_hides_a_new_value_on_an_old_line(accepted):
    accepted.put("a.py", NEW)
    assert accepted.hook("--all-files").code == 1
    assert accepted.hook("--all-lines").code == 1
    assert accepted.hook().code == 1


def test_it_is_for_one_file_only(accepted):
    accepted.put("other.py", OLD)
    assert accepted.hook().code == 1


def test_two_branches_merge_without_conflict(accepted):
    for branch, value in (("one", OTHER_ID), ("two", "15125750580")):
        accepted.git("switch", "--quiet", "--create", branch, "main")
        accepted.put("a.py" if branch == "one" else "b.py", (OLD if branch == "one" else "") + f'fnr = "{value}"\n')
        assert accepted.run("baseline", "create", "--reason", "oppdiktet").code == 0
        accepted.git("add", "--all")
        accepted.commit()
    accepted.git("merge", "--quiet", "--no-edit", "one")
    assert accepted.hook("--all-files").code == 0
    assert len(entries(accepted)) == 3


def test_unused_entries_are_told_and_pruned(accepted):
    accepted.put("a.py", "x = 1\n")
    done = accepted.hook("--all-files")
    assert "1 baseline entry is not used any more" in done.out
    assert accepted.run("baseline", "prune", "--check").code == 1
    assert "a.py: no-national-id: fra forskriften" in accepted.run("baseline", "show", "--unused").out
    assert accepted.run("baseline", "prune").code == 0
    assert entries(accepted) == []


def test_prune_keeps_what_is_used(accepted):
    accepted.put("b.py", NEW)
    accepted.run("baseline", "create", "--reason", "oppdiktet")
    accepted.put("a.py", "x = 1\n")
    accepted.run("baseline", "prune")
    assert [one["path"] for one in entries(accepted)] == ["b.py"]
    assert accepted.run("baseline", "show").out.startswith("b.py: no-national-id: oppdiktet")


def test_values_of_which_there_are_few_need_a_key(started, monkeypatch):
    started.put("notat.txt", "Mor har leukemi og er innlagt.\n")
    started.commit()
    done = started.run("baseline", "create", "--reason", "oppdiktet")
    assert "not accepted: few values" in done.out
    assert entries(started) == []
    monkeypatch.setenv(baseline.KEY_VARIABLE, "nøkkel")
    started.run("baseline", "create", "--reason", "oppdiktet")
    assert started.hook("--all-files").code == 0
    monkeypatch.delenv(baseline.KEY_VARIABLE)
    done = started.hook("--all-files")
    assert (done.code, "need a key" in done.out) == (1, True)
    monkeypatch.setenv(baseline.KEY_VARIABLE, "en annen")
    assert started.hook("--all-files").code == 1


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"path": "a"}', '{"path":"a","reason":"","salt":"00","keyed":false,"entries":[]}']
)
def test_a_broken_baseline_stops(accepted, content):
    accepted.write(".pii-guard-baseline/x.json", content)
    done = accepted.hook("--all-files")
    assert (done.code, ".pii-guard-baseline/x.json" in done.err) == (2, True)
