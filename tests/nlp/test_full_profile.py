"""The profile ``full``: rules and model together, on texts that the model was not trained on."""

import pickle
import subprocess
import sys

import pytest

pytest.importorskip("spacy")

from pii_guard import Scanner
from pii_guard.errors import MissingExtraError
from pii_guard.model import Action, Context
from pii_guard.nlp.names import NameModel
from pii_guard.policy import Policy

DEIDENTIFICATION = Policy(contexts={Context.EXPORT: {"de-identification": Action.REPORT}})


@pytest.fixture(scope="module")
def scanner():
    return Scanner(profile="full")


def names(scanner, text):
    return [text[f.start : f.end] for f in scanner.scan(text) if f.entity == "PERSON"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hei, jeg heter Rebwar Osmani og bor i tredje.", ["Rebwar Osmani"]),
        ("Det var Torhild Brekkan som ringte i går.", ["Torhild Brekkan"]),
        ("mvh\nsolveig kvernmo", ["solveig kvernmo"]),
        ("Eg har snakka med Gunnlaug Ljosheim om saka.", ["Gunnlaug Ljosheim"]),
        ("Statsminister Halvdan Storvik møtte Ingebjørg Raudnes i Oslo.", ["Halvdan Storvik", "Ingebjørg Raudnes"]),
    ],
)
def test_persons(scanner, text, expected):
    assert names(scanner, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ordre 4711 er sendt til Trondheim.",  # a number and a place
        "Jeg spurte Alexa og Siri om været.",  # products
        "Hansen Elektro AS har vært her.",  # a company
        "Karl Johans gate er stengt.",  # a street
        "Mvh kundeservice",  # no name behind a greeting
        "Hei dere, panelet er dødt.",
        "Even den beste har feil.",
        "SELECT * FROM kunde WHERE id = 3",
    ],
)
def test_no_persons(scanner, text):
    assert names(scanner, text) == []


def test_digits_are_never_a_person(scanner):
    for text in ("Hilsen 10915596784", "Kari12 logget inn", "navn: 4711"):
        assert not any(any(c.isdigit() for c in name) for name in names(scanner, text))


def test_one_by_one_and_in_blocks_the_same(scanner):
    texts = ["Hei Rebwar", "", "panelet", "Mvh\nTorhild Brekkan", "\u200bHei\u00ad Solveig Nymo"] * 30
    assert list(scanner.scan_all(texts)) == [scanner.scan(text) for text in texts]


def test_a_scanner_can_be_pickled(scanner):
    text = "Hilsen Torhild Brekkan"
    assert pickle.loads(pickle.dumps(scanner)).scan(text) == scanner.scan(text)


def test_nothing_of_a_text_stays_in_memory(scanner):
    scanner.scan("Hilsen Qwxzyrolf Brekkvangsmoen")
    assert "Qwxzyrolf" not in NameModel("person").pipeline.vocab.strings


def test_places_and_dates_only_on_request(scanner):
    text = "Innlagt på Haukeland universitetssykehus i mai 2019. Kvinne på 81 år."
    asked = Scanner(DEIDENTIFICATION, profile="full")
    found = {(f.entity, text[f.start : f.end]) for f in asked.scan(text)}
    assert {("HEALTHCARE_UNIT", "Haukeland universitetssykehus"), ("DATE", "mai 2019"), ("AGE", "81 år")} <= found
    assert not {"HEALTHCARE_UNIT", "DATE", "AGE", "LOCATION"} & {f.entity for f in scanner.scan(text)}


def test_places_by_the_model():
    text = "Ho flytta frå Stavanger til Danmark i fjor."
    found = {(f.entity, text[f.start : f.end]) for f in Scanner(DEIDENTIFICATION, profile="full").scan(text)}
    assert {("LOCATION", "Stavanger"), ("LOCATION", "Danmark")} <= found


def test_rules_alone_load_no_model():
    code = "import sys, pii_guard; pii_guard.scan('Hei Rebwar'); print('spacy' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_without_spacy_the_error_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'pii-guard-no\[full\]'"):
        Scanner(profile="full")
