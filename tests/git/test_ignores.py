"""Inline ignores: for every way to write a comment, with a rule and a reason, and for nothing else."""

import pytest
from git_values import NATIONAL_ID, OTHER_ID

from pii_guard import Scanner

IGNORE = "pii-guard: ignore[no-national-id] fra spesifikasjonen"
SYNTAXES = [
    ("a.py", "# {}"), ("a.js", "// {}"), ("a.css", "/* {} */"), ("a.html", "<!-- {} -->"), ("a.sql", "-- {}"),
    ("a.ini", "; {}"), ("a.tex", "% {}"), ("a.vb", "' {}"), ("a.bat", "REM {}"), ("a.ml", "(* {} *)"),
    ("a.jinja", "{{# {} #}}"), ("a.rst", ".. {}"), ("a.jsp", "<%-- {} --%>"), ("a.hs", "{{- {} -}}"),
    ("a.vim", '" {}'), ("a.txt", "{}"), ("a.lua", "--[[ {} ]]"), ("a.ps1", "<# {} #>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "syntax"), SYNTAXES, ids=[name for name, _ in SYNTAXES])
def test_every_comment_syntax(repo, name, syntax):
    same = f"fnr: {NATIONAL_ID} {syntax.format(IGNORE)}\n"
    above = syntax.format(IGNORE.replace("ignore[", "ignore-next-line[")) + f"\nfnr: {OTHER_ID}\n"
    repo.put(name, same + above)
    done = repo.hook()
    assert done.code == 0, done.out
    repo.put(name, same + above + f"fnr: {OTHER_ID}\n")
    assert repo.hook().code == 1


@pytest.mark.parametrize(
    "comment",
    [
        "# pii-guard: ignore",
        "# pii-guard: ignore[no-national-id]",
        "# pii-guard: ignore[] uten regel",
        "<!-- pii-guard: ignore[no-national-id] -->",
        "/* pii-guard: ignore[no-national-id] */",
        "{# pii-guard: ignore[no-national-id] #}",
        "# pii-guard: ignore[email-address] en annen regel",
    ],
)
def test_an_ignore_without_rule_or_reason_ignores_nothing(repo, comment):
    repo.put("a.txt", f"fnr: {NATIONAL_ID} {comment}\n")
    assert repo.hook().code == 1


def test_an_entity_and_several_rules_can_be_named(repo):
    repo.put("a.txt", f"fnr: {NATIONAL_ID} # pii-guard: ignore[NO_NATIONAL_ID, email-address] eksempel\n")
    assert repo.hook().code == 0


def test_the_line_that_the_hook_prints_works(repo):
    repo.put("a.py", f'fnr = "{NATIONAL_ID}"\n')
    keep = next(line for line in repo.hook().out.splitlines() if "keep:" in line)
    comment = keep.partition("at the end of the line: ")[2].replace("<why it may stay>", "fra forskriften")
    repo.put("a.py", f'fnr = "{NATIONAL_ID}"  {comment}\n')
    assert repo.hook().code == 0


def test_the_settings_that_the_hook_prints_work(repo):
    repo.put("data/a.csv", f"navn;fnr\nKari;{NATIONAL_ID}\n")
    keep = next(line for line in repo.hook().out.splitlines() if "keep:" in line)
    repo.put("pii-guard.toml", keep.partition("in pii-guard.toml: ")[2].replace("<why it may stay>", "eksempel") + "\n")
    done = repo.hook()
    assert (done.code, "allowed in the settings" in done.out) == (0, True), done.out


def test_what_users_write_cannot_be_ignored():
    text = f"fnr: {NATIONAL_ID} {IGNORE}"
    assert Scanner(context="commit").scan(text) == []
    for context in ("input", "export"):
        assert [finding.entity for finding in Scanner(context=context).scan(text)] == ["NO_NATIONAL_ID"]
