"""What people and services read."""

import json

import pytest
from git_values import NAMES, NATIONAL_ID, OTHER_ID


def test_people_read_where_what_why_and_what_to_do(leaky):
    out = leaky.hook().out
    column = len(f'kunde = dict(navn="{NAMES}", fnr="') + 1
    place = f"mappe med mellomrom/æ.py:2:{column}: "
    assert f"{place}NO_NATIONAL_ID/fodselsnummer: national identity number [no-national-id]" in out
    assert 'fnr="***********")  # ···' in out
    assert "why:  both check digits are right" in out
    assert "fix:  use a synthetic number" in out
    assert "keep: at the end of the line: # pii-guard: ignore[no-national-id] <why it may stay>" in out
    assert "2 files scanned (" in out
    for word in ("Kari", "Nordlid"):
        assert word not in out


@pytest.mark.parametrize("form", ["text", "jsonl", "sarif", "gitlab"])
def test_no_value_in_any_output(leaky, form):
    for arguments in ((), ("--explain",)):
        done = leaky.hook("--format", form, *arguments)
        assert done.code == 1
        for value in (NATIONAL_ID, OTHER_ID, "Kari", "Nordlid"):
            assert value not in done.out + done.err


def test_gitlab_code_quality(leaky):
    issues = json.loads(leaky.hook("--format", "gitlab").out)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) >= 3
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))


def test_json_lines_end_with_totals(leaky):
    lines = [json.loads(line) for line in leaky.hook("--format", "jsonl").out.splitlines()]
    assert (lines[-1]["type"], lines[-1]["files"]) == ("summary", 2)
    assert lines[-1]["bytes"] > 100


def test_a_report_goes_to_a_file(leaky):
    done = leaky.hook("--format", "sarif", "-o", "report.sarif")
    assert (done.code, done.out) == (1, "")
    assert json.loads((leaky.folder / "report.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
