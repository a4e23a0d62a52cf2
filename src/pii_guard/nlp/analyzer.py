"""A user's own Presidio AnalyzerEngine as one more source of candidates.

Presidio is not imported: whoever has an engine has it. What the engine does (its models, its network) is the user's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from pii_guard.detect.candidate import Candidate
from pii_guard.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

OURS: Final = {
    "NO_FODSELSNUMMER": "NO_NATIONAL_ID",
    "NO_KONTONUMMER": "NO_BANK_ACCOUNT",
    "DATE_TIME": "DATE",
}
"""Presidio's names for entities to the names here; all others are the same."""
PRESIDIOS: Final = {"NO_NATIONAL_ID": "NO_FODSELSNUMMER", "NO_BANK_ACCOUNT": "NO_KONTONUMMER"}
"""The names here to those that a recognizer for Presidio bears."""
RULE: Final = "presidio"
MARK: Final = "pii_guard"
"""Stands in the metadata of results that are our own recognizers': they are not taken in twice."""


class Engine(Protocol):
    """The part of Presidio's ``AnalyzerEngine`` that is used."""

    supported_languages: Sequence[str]

    def analyze(self, text: str, language: str, **options: Any) -> Iterable[Any]:
        """Results with ``entity_type``, ``start``, ``end`` and ``score``."""

    def get_supported_entities(self, language: str | None = None) -> Sequence[str]:
        """What the engine may find."""


class Analyzer:
    """An engine, asked in each of its languages."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._languages = tuple(engine.supported_languages)

    @property
    def entities(self) -> frozenset[str]:
        """What it may find, by the names used here."""
        names = (name for language in self._languages for name in self._engine.get_supported_entities(language))
        return frozenset(OURS.get(name, name) for name in names)

    def find(self, text: str) -> Iterator[Candidate]:
        """The engine's results as candidates; positions are those of the text."""
        for language in self._languages:
            for result in self._engine.analyze(text, language):
                if not _is_own(result.recognition_metadata) and result.end > result.start:
                    yield _candidate(result)


def _candidate(result: Any) -> Candidate:
    score = round(min(1.0, max(0.0, float(result.score))), 4)
    entity = OURS.get(result.entity_type, result.entity_type)
    reasons = (Reason("found by the Presidio analyzer", score),)
    return Candidate(result.start, result.end, score, entity, RULE, reasons=reasons)


def _is_own(metadata: Mapping[str, Any] | None) -> bool:
    return bool(metadata) and MARK in (metadata or {})
