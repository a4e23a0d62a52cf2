"""Sentences for users: what to leave out, never what they wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pii_guard.model import Finding
    from pii_guard.rulepack.schema import Entity

Language = Literal["nb", "nn", "en"]

_OPENING: dict[Language, str] = {
    "nb": "Teksten inneholder opplysninger som ikke skal oppgis her.",
    "nn": "Teksten inneheld opplysningar som ikkje skal oppgjevast her.",
    "en": "The text holds information that must not be entered here.",
}


def check_language(lang: str) -> None:
    """Raise ``ValueError`` for a language that there are no sentences in."""
    if lang not in _OPENING:
        raise ValueError("lang: expected 'nb', 'nn' or 'en'")


def violation_message(findings: Sequence[Finding], entities: Mapping[str, Entity], lang: Language) -> str:
    """The opening sentence and the advice for each entity found, each once, in order of appearance.

    Raises ``ValueError`` for an unknown language.
    """
    check_language(lang)
    advice = dict.fromkeys(entities[finding.entity].advice[lang] for finding in findings)
    return " ".join([_OPENING[lang], *advice])
