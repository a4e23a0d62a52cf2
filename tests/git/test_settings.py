"""Settings of a repository: all problems at once, and what they change."""

import pytest
from git_values import NATIONAL_ID

from pii_guard.globs import matches

BROKEN = """
exclud = ["x"]
exclude = [1]
scan = ["everything"]
[contexts]
commit = {identifier = "blok", nonsense = "warn"}
[entities]
NO_SUCH = {commit = "warn"}
PERSON = {commit = "never", somewhere = "warn"}
[thresholds]
PERSON = 7
HEALTH = "high"
[[allow]]
paths = ["a"]
[[allow]]
reason = "all"
[[allow]]
rules = ["no-such-rule"]
reason = "why"
[[allow]]
path = ["a"]
reason = "typo"
"""


def test_all_problems_are_told_at_once(repo):
    repo.write("pii-guard.toml", BROKEN)
    done = repo.hook()
    assert done.code == 2
    problems = done.err.splitlines()
    for part in (
        "`exclud`: unknown key", "`exclude`", "unknown kind of file 'everything'", "`contexts.commit.identifier`",
        "`contexts.commit.nonsense`", "unknown entity 'NO_SUCH'", "`entities.PERSON.commit`",
        "`entities.PERSON.somewhere`", "`thresholds.PERSON`", "`thresholds.HEALTH`", "`allow[0]`: needs a reason",
        "`allow[1]`: needs paths, rules or fields", "no rule or entity 'no-such-rule'", "`allow[3].path`: unknown key",
    ):  # fmt: skip
        assert any(part in problem for problem in problems), (part, problems)
    assert all(problem.startswith("pii-guard: pii-guard.toml: ") for problem in problems)


def test_an_entry_that_is_wrong_in_two_ways_is_told_both(repo):
    repo.write("pii-guard.toml", '[entities]\nPERSON = { commit = "blok" }\n[[allow]]\nrules = ["no-such-rule"]\n')
    problems = repo.hook().err
    assert "`entities.PERSON.commit`: Invalid enum value 'blok'; known are block, warn, report, off" in problems
    assert "`allow[0]`: needs a reason" in problems
    assert "`allow[0].rules`: there is no rule or entity 'no-such-rule'" in problems


@pytest.mark.parametrize("content", [b"a = [", b"\xff\xfe\x00", b"a = 1\na = 2\n"])
def test_what_is_no_toml_is_said_with_its_place(repo, content):
    repo.write("pii-guard.toml", content)
    done = repo.hook()
    assert (done.code, "not valid TOML" in done.err) == (2, True)


def test_a_pyproject_without_our_table_is_no_settings_file(repo):
    repo.write("pyproject.toml", "this is [ not toml")
    repo.put("a.py", "x = 1\n")
    assert repo.hook().code == 0


def test_excluded_paths_are_counted(repo):
    repo.write("pyproject.toml", '[tool.pii_guard]\nexclude = ["tests/data/"]\n')
    repo.put("tests/data/a.csv", f"fnr\n{NATIONAL_ID}\n")
    done = repo.hook()
    assert (done.code, "1 file skipped: excluded" in done.out) == (0, True)


def test_fields_of_a_table_can_be_allowed(repo):
    table = f"fnr;oppdragsgiver_fnr\n{NATIONAL_ID};{NATIONAL_ID}\n"
    repo.put("a.csv", table)
    repo.write("pii-guard.toml", 'allow = [{fields = ["FNR"], reason = "oppdiktet"}]\n')
    done = repo.hook()
    assert done.code == 1
    assert "a.csv:2:1 " not in done.out
    repo.write("pii-guard.toml", 'allow = [{fields = ["*fnr"], paths = ["*.csv"], reason = "oppdiktet"}]\n')
    assert repo.hook().code == 0


def test_fields_of_json_can_be_allowed(repo):
    repo.put("a.json", f'{{"kunder": [{{"fnr": "{NATIONAL_ID}"}}]}}\n')
    assert repo.hook().code == 1
    repo.write("pii-guard.toml", 'allow = [{fields = ["kunder[*].fnr"], reason = "oppdiktet"}]\n')
    assert repo.hook().code == 0


def test_left_out_kinds_can_be_scanned(repo):
    repo.put("vendor/a.py", f'fnr = "{NATIONAL_ID}"\n')
    assert repo.hook().code == 0
    repo.write("pii-guard.toml", 'scan = ["vendored"]\n')
    assert repo.hook().code == 1


def test_actions_can_be_changed(repo):
    repo.put("a.py", f'fnr = "{NATIONAL_ID}"\n')
    repo.write("pii-guard.toml", 'entities = {NO_NATIONAL_ID = {commit = "warn"}}\n')
    done = repo.hook()
    assert (done.code, "(warn only)" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("pattern", "path", "met"),
    [
        ("*.csv", "a/b.csv", True),
        ("a/*.csv", "a/b/c.csv", False),
        ("a/**/*.csv", "a/b/c.csv", True),
        ("a/**/*.csv", "a/c.csv", True),
        ("data/", "x/data/y/z", True),
        ("data", "database/x", False),
        ("./data", "x/data/y", False),
        ("a?.py", "ab.py", True),
        ("a[1].py", "a[1].py", True),
    ],
)
def test_path_patterns(pattern, path, met):
    assert matches(path, (pattern,)) is met
