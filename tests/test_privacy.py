"""No value of the user's may come out anywhere but in the redacted copy's surroundings.

Canary values are run through everything, and every product is searched for them: whole, without separators,
and as the plain hashes that would give them away.
"""

import hashlib
import json
import logging
import pickle
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from pii_guard import LocatedText, Location, PolicyViolation, Scanner, check, redact, scan
from pii_guard.integrations.logging import RedactingFilter

NATIONAL_ID = "15125750157"
PHONE = "468 31 975"
EMAIL = "canary.kanarifugl@fjordbrev.no"
DISEASE = "leukemi"
TEXT = f"Hei, mor har {DISEASE}. Fnr {NATIONAL_ID}, ring {PHONE} eller skriv til {EMAIL}."
CANARIES = (NATIONAL_ID, PHONE, PHONE.replace(" ", ""), EMAIL, DISEASE)


def leaks(product: str) -> list[str]:
    found = [canary for canary in CANARIES if canary in product]
    found += [
        f"{name} of a canary"
        for canary in CANARIES
        for name in ("md5", "sha1", "sha256", "blake2b")
        if hashlib.new(name, canary.encode()).hexdigest()[:16] in product
    ]
    return found


@pytest.fixture
def findings():
    found = scan(TEXT, context="export")
    assert {f.entity for f in found} >= {"NO_NATIONAL_ID", "PHONE_NUMBER", "EMAIL_ADDRESS", "HEALTH"}
    return found


def test_findings_hold_no_text(findings):
    for product in (repr(findings), str(findings), str(pickle.dumps(findings)), str([f.reasons for f in findings])):
        assert leaks(product) == []


def test_located_texts_do_not_show_their_text():
    item = LocatedText(text=TEXT, at=Location(source="a.csv", line=1), field="body")
    assert leaks(repr(item) + str(item) + repr(item.at)) == []


def test_scanner_repr_and_pickle_hold_nothing(findings):
    scanner = Scanner(context="export")
    scanner.scan(TEXT)
    assert leaks(repr(scanner) + str(pickle.dumps(scanner))) == []


def test_a_violation_and_its_traceback_hold_no_text():
    with pytest.raises(PolicyViolation) as caught:
        check(TEXT)
    error = caught.value
    chain = traceback.TracebackException.from_exception(error)
    product = "".join(chain.format()) + repr(error) + str(error.args) + str(pickle.dumps(error)) + error.message
    assert leaks(product) == []
    assert error.__cause__ is None
    assert error.__context__ is None


def test_nothing_is_logged(caplog, findings):
    with caplog.at_level(logging.DEBUG):
        scan(TEXT)
        redact(TEXT)
    assert leaks(caplog.text) == []


def test_the_logging_filter_redacts_messages_arguments_and_tracebacks(caplog):
    logger = logging.getLogger("privacy")
    logger.addFilter(RedactingFilter())
    try:
        int(TEXT)
    except ValueError:
        logger.exception("ticket from %s", EMAIL)
    assert leaks(caplog.text) == []


def test_redacted_text_holds_no_canary():
    assert leaks(redact(TEXT)) == []


@pytest.fixture
def export(tmp_path) -> Path:
    (tmp_path / "a.csv").write_text(f"id;navn;body\n1;x;{TEXT}\n2;y;ok\n", encoding="cp1252")
    (tmp_path / "b.json").write_text(
        json.dumps({"ticket": {"body": TEXT, "number": int(NATIONAL_ID)}}), encoding="utf-8"
    )
    (tmp_path / "c.jsonl").write_text(json.dumps({"body": TEXT}) + "\n" + '{"body": "' + TEXT + "\n", encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(TEXT.encode("utf-16"))
    (tmp_path / "e.json").write_text('{"broken": "' + TEXT, encoding="utf-8")
    (tmp_path / "f.csv").write_text('a,b\n1,"' + TEXT + "\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pii_guard", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd)


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "html", "sarif"])
def test_reports_hold_no_canary(export, form):
    done = run("scan", str(export), "--format", form)
    assert done.returncode in {0, 1, 3}
    assert "no-national-id" in done.stdout
    assert leaks(done.stdout + done.stderr) == []


def test_explained_reports_hold_no_canary(export):
    assert leaks(run("scan", str(export), "--explain").stdout) == []


def test_redacted_files_hold_no_canary(export, tmp_path):
    for path in sorted(export.glob("[abd].*")):
        target = tmp_path / "out" / path.name
        target.parent.mkdir(exist_ok=True)
        done = run("redact", str(path), "-o", str(target))
        assert done.returncode == 0, done.stderr
        raw = target.read_bytes()
        assert leaks(done.stdout + done.stderr + raw.decode("utf-16" if path.suffix == ".txt" else "cp1252")) == []


@pytest.mark.parametrize("style", ["label", "mask", "pseudonym", "synthetic", "drop"])
def test_no_style_leaves_a_canary_or_a_plain_hash(export, tmp_path, style):
    done = run("redact", str(export / "a.csv"), "-o", str(tmp_path / "copy.csv"), "--style", style)
    assert done.returncode == 0, done.stderr
    assert leaks((tmp_path / "copy.csv").read_text(encoding="cp1252")) == []


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "html"])
def test_excerpts_hold_no_canary(export, form):
    done = run("scan", str(export), "--format", form, "--context-chars", "200")
    assert leaks(done.stdout + done.stderr) == []


def test_the_journal_holds_no_canary(export, tmp_path):
    from pii_guard.batch.journal import Journal
    from pii_guard.batch.scan import scan_files
    from pii_guard.batch.work import Job
    from pii_guard.model import Summary

    paths = sorted(export.iterdir())
    journal = Journal(tmp_path / "journal", "a run")
    assert list(scan_files(paths, Scanner(), Summary(), Job(context_chars=200), journal=journal))
    journal.close()
    assert leaks((tmp_path / "journal").read_text(encoding="utf-8")) == []
    assert (tmp_path / "journal").stat().st_mode & 0o077 == 0


def test_keys_that_are_values_are_not_told(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({NATIONAL_ID: {"x": EMAIL}, EMAIL: [1, EMAIL]}), encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"{EMAIL};navn\n{EMAIL};x\n", encoding="utf-8")
    (tmp_path / "c.xml").write_text(f"<a><b e='{EMAIL}'>{NATIONAL_ID}</b></a>", encoding="utf-8")
    done = run("scan", str(tmp_path), "--format", "jsonl")
    assert done.stdout.count("EMAIL_ADDRESS") >= 4
    assert leaks(done.stdout + done.stderr) == []


def test_check_says_nothing_of_the_text():
    done = run("check", TEXT)
    assert done.returncode == 1
    assert leaks(done.stdout + done.stderr) == []


def test_the_hook_says_nothing_of_the_text(export):
    done = run("hook", "a.csv", "d.txt", cwd=export)
    assert done.returncode == 1
    assert leaks(done.stdout + done.stderr) == []
