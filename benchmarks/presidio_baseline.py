"""A Presidio set up as a Norwegian team would without a model: patterns, check digits, a deny list."""

from __future__ import annotations

from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    PhoneRecognizer,
)

from pii_guard.rulepack import default_pack
from pii_guard.rulepack.lookup import Lookup

DENY_LIST_WORDS = 1000


class _BlankEngine(SpacyNlpEngine):
    """spaCy's Norwegian tokenizer without a model: nothing is downloaded."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "nb", "model_name": "blank"}])

    def load(self) -> None:
        import spacy  # noqa: PLC0415 - optional

        self.nlp = {"nb": spacy.blank("nb")}


def analyzer() -> AnalyzerEngine:
    """The engine; e-mail addresses are matched without the suffix list that Presidio would fetch."""
    registry = RecognizerRegistry(supported_languages=["nb"])
    for recognizer in (CreditCardRecognizer, IbanRecognizer, IpRecognizer):
        registry.add_recognizer(recognizer(supported_language="nb"))
    registry.add_recognizer(PhoneRecognizer(supported_language="nb", supported_regions=("NO",)))
    registry.add_recognizer(_Email(supported_language="nb"))
    registry.add_recognizer(
        PatternRecognizer(
            "NO_NATIONAL_ID",
            patterns=[Pattern("fnr", r"\b\d{6}[ -]?\d{5}\b", 0.5)],
            context=["fødselsnummer", "fnr", "personnummer"],
            supported_language="nb",
        )
    )
    stems = [stem for stem, _ in Lookup(default_pack().knowledge().stems).items()]
    deny = stems[:: max(1, len(stems) // DENY_LIST_WORDS)][:DENY_LIST_WORDS]
    registry.add_recognizer(PatternRecognizer("HEALTH", deny_list=deny, supported_language="nb"))
    engine = _BlankEngine()
    engine.load()
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["nb"])


class _Email(EmailRecognizer):
    def validate_result(self, pattern_text: str) -> bool:  # noqa: ARG002 - the upstream check goes to the network
        return True
