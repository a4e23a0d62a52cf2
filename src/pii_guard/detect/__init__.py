"""Detectors: from anchors met in a folded text to graded candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.detect.disclosure import DisclosureDetector
from pii_guard.detect.pattern import PatternDetector
from pii_guard.rulepack.schema import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.detect.candidate import Detector
    from pii_guard.rulepack import Pack


def compile_detectors(pack: Pack) -> Iterator[Detector]:
    """A detector for every rule and every lexicon of the pack."""
    for rule in pack.rules.values():
        if isinstance(rule.detect, Pattern):
            yield PatternDetector(rule, rule.detect, pack.anchors)
    for lexicon in pack.lexicons:
        if lexicon.anchors:
            yield DisclosureDetector(lexicon, pack)
