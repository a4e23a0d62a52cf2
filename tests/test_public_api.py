"""The public contract."""

import dataclasses
import pickle
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

import pii_guard
from pii_guard import Finding, PolicyError, PolicyViolation, Scanner, check, redact, scan
from pii_guard.rulepack import default_pack

TEXT = "Ring meg på 912 34 567 eller skriv til kari.moen@fjordbrev.no"


def test_the_export_list():
    assert pii_guard.__all__ == sorted(pii_guard.__all__, key=lambda name: (name[0].islower(), name))
    assert all(hasattr(pii_guard, name) for name in pii_guard.__all__)


def test_scan_gives_findings_by_position():
    found = scan(TEXT)
    assert [(f.entity, TEXT[f.start : f.end]) for f in found] == [
        ("PHONE_NUMBER", "912 34 567"),
        ("EMAIL_ADDRESS", "kari.moen@fjordbrev.no"),
    ]
    assert all(f.action == "block" and 0 < f.score <= 1 and f.reasons for f in found)


def test_redact_changes_nothing_else():
    assert redact(TEXT) == "Ring meg på [TELEFON] eller skriv til [E-POST]"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nb", "Ikke oppgi telefonnumre."), ("nn", "Ikkje oppgi telefonnummer."), ("en", "Do not enter phone numbers.")],
)
def test_check_raises_with_a_message_for_the_user(lang, words):
    with pytest.raises(PolicyViolation) as caught:
        check(TEXT, lang=lang)
    assert words in str(caught.value)
    assert "912" not in str(caught.value)
    assert [f.entity for f in caught.value.findings] == ["PHONE_NUMBER", "EMAIL_ADDRESS"]


def test_check_is_silent_for_a_clean_text():
    check("Panelet i gangen har vært helt dødt siden søndag.")


def test_a_finding_is_frozen_and_holds_no_text():
    finding = scan(TEXT)[0]
    with pytest.raises(AttributeError):
        finding.entity = "OTHER"
    assert "912 34 567" not in repr(finding)
    assert {f.name for f in msgspec.structs.fields(Finding)} >= {
        "entity", "kind", "start", "end", "score", "subject", "action", "rule", "reasons", "location",
    }  # fmt: skip
    assert not dataclasses.is_dataclass(finding)


@pytest.mark.parametrize("context", ["input", "commit", "export"])
def test_contexts_have_their_own_actions(context):
    actions = {f.action for f in Scanner(context=context).scan("ring 912 34 567")}
    assert actions == {"report" if context == "export" else "block"}


@pytest.mark.parametrize("options", [{"context": "mail"}, {"profile": "fast"}])
def test_unknown_options_are_refused(options):
    with pytest.raises(PolicyError):
        Scanner(**options)


def test_blocks_give_what_single_texts_give(scanner):
    texts = [TEXT, "", "ingenting her", "konto 1234.56.78903", "a\u00adb 912 34 567", TEXT * 3] * 200
    assert list(scanner.scan_all(texts)) == [scanner.scan(text) for text in texts]


def test_a_scanner_survives_pickling_and_threads(scanner):
    again = pickle.loads(pickle.dumps(scanner))
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(again.scan, [TEXT] * 200))
    assert all(found == scanner.scan(TEXT) for found in results)


def test_a_scanner_takes_its_pack_along_when_pickled():
    again = pickle.loads(pickle.dumps(Scanner(pack=default_pack())))
    assert [f.entity for f in again.scan("Mannen min har fått diabetes.")] == ["HEALTH"]


def test_contains(scanner):
    assert scanner.contains(TEXT)
    assert not scanner.contains("Panelet er dødt.")
