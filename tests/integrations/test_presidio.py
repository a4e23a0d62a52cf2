"""Against the real Presidio: engine, batches, registry in YAML, anonymizer."""

from importlib.resources import as_file, files

import pytest

pytest.importorskip("presidio_analyzer")

import spacy
from presidio_analyzer import (
    AnalyzerEngine,
    AnalyzerEngineProvider,
    BatchAnalyzerEngine,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
)
from presidio_analyzer.nlp_engine import NoOpNlpEngine, SpacyNlpEngine

from pii_guard import Scanner
from pii_guard.integrations.presidio import LANGUAGES, RECOGNIZERS, SharedScan, register

FNR = "10915596784"
TEXT = f"Jeg heter Torhild Brekkan, fnr {FNR}. Mor har fått diabetes. Ring 912 34 567."


class BlankEngine(SpacyNlpEngine):
    """A tokenizer without a model."""

    def load(self):
        self.nlp = {model["lang_code"]: spacy.blank("nb") for model in self.models}


def no_op(languages=LANGUAGES):
    engine = NoOpNlpEngine([{"lang_code": language, "model_name": "none"} for language in languages])
    engine.load()
    return engine


def blank(languages=LANGUAGES):
    engine = BlankEngine([{"lang_code": language, "model_name": "none"} for language in languages])
    engine.load()
    return engine


def make(nlp_engine, **options):
    registry = RecognizerRegistry(supported_languages=list(LANGUAGES))
    register(registry, **options)
    return AnalyzerEngine(registry=registry, nlp_engine=nlp_engine, supported_languages=list(LANGUAGES))


def spans(results):
    return {(result.entity_type, TEXT[result.start : result.end]) for result in results}


@pytest.fixture(scope="module")
def analyzer():
    return make(no_op())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("engine", [no_op, blank])
def test_every_language_and_engine_finds_the_same(engine, language):
    found = spans(make(engine()).analyze(TEXT, language))
    assert {("NO_FODSELSNUMMER", FNR), ("PERSON", "Torhild Brekkan"), ("PHONE_NUMBER", "912 34 567")} <= found
    assert any(entity == "HEALTH" for entity, _ in found)


def test_scores_and_reasons_are_those_of_the_scanner(analyzer):
    results = analyzer.analyze(TEXT, "nb", return_decision_process=True)
    ours = {(f.start, f.end): f for f in Scanner().scan(TEXT)}
    assert {(r.start, r.end) for r in results} == set(ours)
    for result in results:
        finding = ours[result.start, result.end]
        assert result.score == finding.score
        assert result.analysis_explanation.textual_explanation == "; ".join(map(str, finding.reasons))
        assert FNR not in str(result.analysis_explanation.__dict__)


def test_results_say_whom_they_are_about(analyzer):
    (health,) = analyzer.analyze(TEXT, "nb", entities=["HEALTH"])
    assert health.recognition_metadata["pii_guard"]["subject"] == "other"


def test_only_the_wanted_entities(analyzer):
    assert {r.entity_type for r in analyzer.analyze(TEXT, "nb", entities=["NO_FODSELSNUMMER"])} == {"NO_FODSELSNUMMER"}


def test_a_text_is_scanned_once():
    class Counting(Scanner):
        calls = 0

        def scan(self, text, *, field=None):
            Counting.calls += 1
            return super().scan(text, field=field)

    make(no_op(), scanner=Counting()).analyze(TEXT, "nb")
    assert len(RECOGNIZERS) > 1
    assert Counting.calls == 1


def test_nothing_found_outlives_its_text():
    scan = SharedScan()
    engine = no_op()
    artifacts = engine.process_text(TEXT, "nb")
    assert scan.find(TEXT, artifacts)
    del artifacts
    assert not list(scan._scans)


def test_registering_twice_adds_nothing():
    registry = RecognizerRegistry(supported_languages=list(LANGUAGES))
    register(registry)
    register(registry)
    assert len(registry.recognizers) == len(RECOGNIZERS) * len(LANGUAGES)


def test_a_batch(analyzer):
    batch = BatchAnalyzerEngine(analyzer)
    found = batch.analyze_iterator([TEXT, "Panelet er dødt.", TEXT], "nb", batch_size=2)
    assert [len(results) for results in found] == [len(found[0]), 0, len(found[0])]


def test_the_key_of_a_record_is_context(analyzer):
    record = {"fnr": ["109155 96784", "0"], "kunde": "Solveig", "id": 7}
    results = {r.key: r.recognizer_results for r in BatchAnalyzerEngine(analyzer).analyze_dict(record, "nb")}
    assert [r.entity_type for r in results["fnr"][0]] == ["NO_FODSELSNUMMER"]
    assert results["fnr"][0][0].score == Scanner().scan("109155 96784", field="fnr")[0].score
    assert [r.entity_type for r in results["kunde"]] == ["PERSON"]
    assert results["id"] == []


def test_thresholds_and_allow_lists_of_presidio_hold(analyzer):
    assert analyzer.analyze(TEXT, "nb", score_threshold=1.01) == []
    assert ("NO_FODSELSNUMMER", FNR) not in spans(analyzer.analyze(TEXT, "nb", allow_list=[FNR]))


def test_the_yaml_in_the_package_makes_an_engine():
    with as_file(files("pii_guard.integrations") / "presidio.yaml") as path:
        engine = AnalyzerEngineProvider(analyzer_engine_conf_file=str(path)).create_engine()
    for language in LANGUAGES:
        assert ("NO_FODSELSNUMMER", FNR) in spans(engine.analyze(TEXT, language))


def test_the_anonymizer_takes_the_results(analyzer):
    anonymizer = pytest.importorskip("presidio_anonymizer")
    text = anonymizer.AnonymizerEngine().anonymize(TEXT, analyzer.analyze(TEXT, "nb")).text
    assert "<NO_FODSELSNUMMER>" in text
    assert "<PERSON>" in text
    assert FNR not in text


def custom_engine(*recognizers):
    registry = RecognizerRegistry(supported_languages=["nb"])
    for recognizer in recognizers:
        registry.add_recognizer(recognizer)
    return AnalyzerEngine(registry=registry, nlp_engine=no_op(("nb",)), supported_languages=["nb"])


def custom(entity="EMPLOYEE_ID", regex=r"\bA\d{5}\b", score=0.8):
    return PatternRecognizer(entity, patterns=[Pattern("own", regex, score)], supported_language="nb")


def test_findings_of_a_users_own_engine_are_joined():
    scanner = Scanner(profile="rules", presidio=custom_engine(custom()))
    text = f"Ansatt A12345 har fnr {FNR}"
    found = scanner.scan(text)
    assert [(f.entity, text[f.start : f.end]) for f in found] == [
        ("EMPLOYEE_ID", "A12345"),
        ("NO_NATIONAL_ID", FNR),
    ]
    assert list(scanner.scan_all([text, "stille", text])) == [found, [], found]
    assert scanner.redact(text) == "Ansatt [EMPLOYEE_ID] har fnr [FØDSELSNUMMER]"


def test_one_resolver_for_both():
    weak = custom("NO_FODSELSNUMMER", r"\d{6}", 0.1)
    found = Scanner(presidio=custom_engine(weak)).scan(f"fnr {FNR}")
    assert [(f.entity, f.start, f.end) for f in found] == [("NO_NATIONAL_ID", 4, 15)]


def test_positions_survive_folding():
    text = "\u200bAn\u00adsatt A12345 med fnr " + FNR
    found = Scanner(presidio=custom_engine(custom())).scan(text)
    assert [text[f.start : f.end] for f in found] == ["A12345", FNR]


def test_our_own_recognizers_are_not_counted_twice(analyzer):
    assert Scanner(presidio=analyzer).scan(TEXT) == Scanner().scan(TEXT)


def test_full_profile_in_presidio():
    pytest.importorskip("spacy")
    found = spans(make(no_op(), profile="full").analyze(TEXT, "nb"))
    assert ("PERSON", "Torhild Brekkan") in found
