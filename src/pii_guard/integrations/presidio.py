"""Norwegian identifiers, names and disclosures as recognizers of Presidio.

Three lines make an ``AnalyzerEngine`` know them::

    from pii_guard.integrations.presidio import register
    analyzer = AnalyzerEngine(...)
    register(analyzer.registry, languages=["nb"])

A registry in YAML names the classes below (``type: predefined``) once this module has been imported. However many
recognizers there are, a text is scanned once: the first keeps what was found for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple
from weakref import WeakKeyDictionary

from pii_guard.errors import MissingExtraError
from pii_guard.nlp.analyzer import MARK, PRESIDIOS
from pii_guard.scanner import Scanner

try:
    from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
except ImportError:
    _missing = True
else:
    _missing = False
if _missing:
    raise MissingExtraError("the Presidio integration", "full")

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presidio_analyzer import RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpArtifacts

    from pii_guard.model import Finding
    from pii_guard.scanner import Profile

LANGUAGES: Final = ("nb", "nn", "no", "en")
"""Presidio compares languages as strings: a recognizer is added for each."""


class _Scan(NamedTuple):
    """What was found in a text, for as long as Presidio works at it."""

    text: str
    field: str | None
    found: list[Finding]


class SharedScan:
    """One scanner for many recognizers: a text that they all get is scanned once.

    Presidio makes one ``NlpArtifacts`` for each text and hands it to every recognizer. What was found hangs on it and
    goes when it goes.
    """

    def __init__(self, profile: Profile = "rules", scanner: Scanner | None = None) -> None:
        """``scanner`` stands in for the default one, for a policy or rules of your own."""
        self.scanner = Scanner(profile=profile) if scanner is None else scanner
        self._scans: WeakKeyDictionary[NlpArtifacts, _Scan] = WeakKeyDictionary()

    def find(self, text: str, artifacts: NlpArtifacts | None, field: str | None = None) -> list[Finding]:
        """The findings in ``text``, read with its field's name where there is one."""
        known = None if artifacts is None else self._scans.get(artifacts)
        if known is not None and known.text == text and known.field == field:
            return known.found
        found = self.scanner.scan(text, field=field)
        if artifacts is not None:
            self._scans[artifacts] = _Scan(text, field, found)
        return found


_shared: dict[str, SharedScan] = {}


def shared_scan(profile: Profile = "rules") -> SharedScan:
    """The scan that recognizers share which were given none."""
    if profile not in _shared:
        _shared[profile] = SharedScan(profile)
    return _shared[profile]


class PiiGuardRecognizer(EntityRecognizer):  # type: ignore[misc] # Presidio has no types
    """Base of the recognizers: each bears some entities, all read one scan."""

    COUNTRY_CODE = "no"
    ENTITIES: ClassVar[tuple[str, ...]] = ()
    """What it finds, by the names of this package."""
    PROFILE: ClassVar[Profile] = "rules"

    def __init__(
        self,
        supported_entities: list[str] | None = None,
        name: str | None = None,
        supported_language: str = "nb",
        version: str = "0.1",
        context: list[str] | None = None,
        scan: SharedScan | None = None,
        **options: Any,
    ) -> None:
        """As Presidio calls it from YAML; ``context`` words are not needed, the scanner reads the text itself."""
        self._scan = scan
        entities = supported_entities or [PRESIDIOS.get(entity, entity) for entity in self.ENTITIES]
        super().__init__(entities, name or type(self).__name__, supported_language, version, context, **options)

    def load(self) -> None:
        """Make the shared scanner ready."""
        if self._scan is None:
            self._scan = shared_scan(self.PROFILE)

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The findings of this recognizer's entities."""
        return self._results(text, entities or self.supported_entities, nlp_artifacts, None)

    def enhance_using_context(
        self,
        text: str,
        raw_recognizer_results: list[RecognizerResult],
        other_raw_recognizer_results: list[RecognizerResult],  # noqa: ARG002 - the names are Presidio's
        nlp_artifacts: NlpArtifacts | None,
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Read the text anew with the outer context (a column's or key's name), which Presidio tells only here.

        Words in the text itself have been weighed already, so that no lemmas are needed.
        """
        if not context:
            return raw_recognizer_results
        wanted = {result.entity_type for result in raw_recognizer_results} or set(self.supported_entities)
        results = self._results(text, sorted(wanted), nlp_artifacts, context[-1])
        for result in results:
            result.recognition_metadata[RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY] = True
        return results

    def _results(
        self, text: str, entities: Sequence[str], artifacts: NlpArtifacts | None, field: str | None
    ) -> list[RecognizerResult]:
        assert self._scan is not None
        own = {PRESIDIOS.get(entity, entity) for entity in self.ENTITIES} & set(entities) & set(self.supported_entities)
        return [
            self._result(finding)
            for finding in self._scan.find(text, artifacts, field)
            if PRESIDIOS.get(finding.entity, finding.entity) in own
        ]

    def _result(self, finding: Finding) -> RecognizerResult:
        explanation = AnalysisExplanation(
            recognizer=self.name,
            original_score=finding.score,
            pattern_name=finding.rule,
            textual_explanation="; ".join(map(str, finding.reasons)),
        )
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            MARK: {"entity": finding.entity, "kind": finding.kind, "subject": finding.subject, "rule": finding.rule},
        }
        entity = PRESIDIOS.get(finding.entity, finding.entity)
        return RecognizerResult(entity, finding.start, finding.end, finding.score, explanation, metadata)


class NoFodselsnummerRecognizer(PiiGuardRecognizer):
    """Fødselsnummer, D-nummer, H-nummer, DUF-nummer and synthetic ones, as ``NO_FODSELSNUMMER``."""

    ENTITIES = ("NO_NATIONAL_ID",)


class NoKontonummerRecognizer(PiiGuardRecognizer):
    """Norwegian account numbers, IBAN too, as ``NO_KONTONUMMER``."""

    ENTITIES = ("NO_BANK_ACCOUNT",)


class NoContactRecognizer(PiiGuardRecognizer):
    """Phone numbers, e-mail and postal addresses."""

    ENTITIES = ("PHONE_NUMBER", "EMAIL_ADDRESS", "ADDRESS")


class NoIdentifierRecognizer(PiiGuardRecognizer):
    """Cards, foreign accounts, network addresses, birth dates, plates and passports."""

    ENTITIES = (
        "CREDIT_CARD",
        "IBAN_CODE",
        "IP_ADDRESS",
        "MAC_ADDRESS",
        "DATE_OF_BIRTH",
        "NO_VEHICLE_PLATE",
        "NO_PASSPORT",
    )


class NoPersonRecognizer(PiiGuardRecognizer):
    """Names of persons, by rules and lists."""

    ENTITIES = ("PERSON",)


class NoPersonModelRecognizer(NoPersonRecognizer):
    """Names of persons, by rules, lists and the trained model."""

    PROFILE = "full"


class NoDisclosureRecognizer(PiiGuardRecognizer):
    """What somebody discloses of a special category; whom it is about stands in the result's metadata."""

    ENTITIES = (
        "HEALTH",
        "GENETIC",
        "BIOMETRIC",
        "RELIGION",
        "POLITICS",
        "CRIME",
        "SEXUALITY",
        "ETHNICITY",
        "TRADE_UNION",
    )


RECOGNIZERS: Final[tuple[type[PiiGuardRecognizer], ...]] = (
    NoFodselsnummerRecognizer,
    NoKontonummerRecognizer,
    NoContactRecognizer,
    NoIdentifierRecognizer,
    NoPersonRecognizer,
    NoDisclosureRecognizer,
)
"""What ``register`` adds."""


def register(
    registry: RecognizerRegistry,
    *,
    languages: Iterable[str] = LANGUAGES,
    profile: Profile = "rules",
    scanner: Scanner | None = None,
) -> None:
    """Add every recognizer for each language to a registry; those that it has already are left as they are.

    ``profile="full"`` finds names with the trained model too; ``scanner`` brings a policy or rules of your own.
    """
    scan = shared_scan(profile) if scanner is None else SharedScan(scanner=scanner)
    present = {(one.name, one.supported_language) for one in registry.recognizers}
    for language in dict.fromkeys(languages):
        for recognizer in RECOGNIZERS:
            if (recognizer.__name__, language) not in present:
                registry.add_recognizer(recognizer(supported_language=language, scan=scan))
