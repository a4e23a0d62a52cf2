"""``scan``, ``redact`` and ``report`` as a user calls them."""

import csv
import io
import json
import zipfile

import pytest
from click.testing import CliRunner
from scripts import make_samples as samples

from pii_guard.cli.app import group
from pii_guard.reporters.table import inert


@pytest.fixture
def export(tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "tickets.csv").write_bytes(samples.as_csv().encode("cp1252"))
    (folder / "zendesk.ndjson").write_text(samples.as_zendesk(), encoding="utf-8")
    return folder


def zipped(name, content):
    """An archive with one member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def call(*arguments):
    return CliRunner().invoke(group, [str(argument) for argument in arguments], standalone_mode=False)


def test_scan_shows_place_record_and_field(export):
    done = call("scan", export / "tickets.csv")
    assert done.return_value == 0
    assert (
        "tickets.csv:3:59 [record 2, description]: NO_NATIONAL_ID/synthetic *" in done.output
        or "record 2, description" in done.output
    )
    assert "by field:" in done.output
    assert "109155" not in done.output


@pytest.mark.parametrize(("option", "value"), [("--fields", "requester"), ("--exclude-fields", "description,subject")])
def test_only_chosen_fields_are_scanned(export, option, value):
    done = call("scan", export / "tickets.csv", "--format", "jsonl", option, value)
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert {line.get("field") for line in lines[:-1]} == {"requester"}


def test_a_limit_ends_early(export):
    for name in ("tickets.csv", "zendesk.ndjson"):
        done = call("scan", export / name, "--format", "jsonl", "--limit", 2)
        lines = [json.loads(line) for line in done.output.splitlines()]
        assert max(line["record"] for line in lines[:-1]) <= 3


def test_contexts_are_shown_on_request_and_masked(export):
    assert "[[" not in call("scan", export, "--format", "jsonl").output
    shown = call("scan", export, "--format", "jsonl", "--context-chars", 60).output
    assert "[[FØDSELSNUMMER]]" in shown
    assert "109155" not in shown
    assert "Nordheim" not in shown


def test_all_formats_and_a_report_of_findings(export, tmp_path):
    for form in ("jsonl", "csv", "html", "sarif", "parquet"):
        assert call("scan", export, "--format", form, "-o", tmp_path / f"out.{form}", "--explain").exception is None
    done = call("report", tmp_path / "out.jsonl", "-o", tmp_path / "again.html")
    assert done.return_value == 0
    again = (tmp_path / "again.html").read_text(encoding="utf-8")
    assert "both check digits" in again
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) - 1
    assert len(list(tmp_path.iterdir())) == 7


def test_binary_formats_do_not_go_to_the_terminal(export):
    assert "needs --output" in str(call("scan", export, "--format", "parquet").exception)


@pytest.mark.parametrize("cell", ["=1+1", "+47", "-1", "@x", "\t=1", " =1", "\u00a0=1", "|x"])
def test_no_cell_is_a_formula(cell):
    assert inert(cell).startswith("'")


def test_a_folder_is_copied_and_verified(export, tmp_path):
    (export / "photo.png").write_bytes(bytes(range(256)) * 10)
    done = call("redact", export, "-o", tmp_path / "copy", "--style", "pseudonym", "--verify")
    assert done.return_value == 3
    assert "photo.png" in done.stderr
    assert "1 file got no copy." in done.stderr
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["tickets.csv", "zendesk.ndjson"]


def test_a_findings_file_must_be_one(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"x": 1}\n')
    assert "line 1" in str(call("report", tmp_path / "a.jsonl", "-o", tmp_path / "r.html").exception)


@pytest.mark.parametrize("form", ["text", "html", "csv", "jsonl", "sarif", "gitlab", "parquet"])
def test_findings_of_entities_that_no_rule_here_knows_are_reported(tmp_path, form):
    lines = [
        {"type": "finding", "v": 1, "entity": "CUSTOMER_NUMBER", "rule": "own", "action": "report", "score": 1.0,
         "start": 0, "end": 9, "source": "a.csv"},
        {"type": "summary", "v": 1, "files": 1, "texts": 1, "bytes": 9, "findings": {"CUSTOMER_NUMBER": 1},
         "actions": {"report": 1}, "problems": 0, "skipped": {}},
    ]  # fmt: skip
    (tmp_path / "found.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    done = call("report", tmp_path / "found.jsonl", "--format", form, "-o", tmp_path / "out")
    assert (done.return_value, done.exception) == (0, None)
    assert b"CUSTOMER_NUMBER" in (tmp_path / "out").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 0, "1 file skipped: binary"),
        ("album.zip", zipped("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256))), 0, "1 file skipped: binary"),
        (
            "album.zip",
            zipped("all.7z", b"7z\xbc\xaf\x27\x1c" + bytes(range(256))),
            3,
            "a .7z file may hold personal data",
        ),
        ("saker.csv", b"\x01\x02\x03\x00" * 99, 3, "a .csv file may hold personal data"),
        ("all.7z", b"7z\xbc\xaf\x27\x1c" + bytes(range(256)), 3, "a .7z file may hold personal data"),
        ("mail.pst", b"!BDN" + bytes(range(256)), 3, "a .pst file may hold personal data"),
    ],
)
def test_a_file_that_may_hold_data_and_is_not_read_is_never_clean(export, name, content, code, said):
    (export / name).write_bytes(content)
    done = call("scan", export)
    assert (done.return_value, said in done.output) == (code, True)
