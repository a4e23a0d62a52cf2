"""Compile a pack from its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.errors import RulePackError
from pii_guard.rulepack.compiled import Pack, compile_attribution, compile_lexicon
from pii_guard.rulepack.loader import load_pack

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def build_pack(head: Traversable, folder: Traversable, digest: str) -> Pack:
    """Read and compile the pack whose head is ``head``; raises ``RulePackError`` with all problems."""
    loaded = load_pack(head, folder)
    problems: list[str] = []
    lexicons = tuple(compile_lexicon(lexicon, loaded.morphology, problems) for lexicon in loaded.lexicons)
    if problems:
        raise RulePackError(problems)
    return Pack(
        name=loaded.head.pack,
        digest=digest,
        entities={entity.id: entity for entity in loaded.entities},
        rules={rule.id: rule for rule in loaded.rules},
        anchors=loaded.anchors,
        lexicons=lexicons,
        attribution=compile_attribution(loaded.attribution),
        subjects=dict(loaded.attribution.subjects),
        morphology=loaded.morphology,
        weights=loaded.weights,
        policy=loaded.policy,
    )
