"""Detectors: from anchors met in a folded text to graded candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.detect.address import AddressDetector
from pii_guard.detect.disclosure import DisclosureDetector
from pii_guard.detect.pattern import PatternDetector
from pii_guard.detect.person import PersonDetector
from pii_guard.rulepack.schema import Addresses, Pattern, Persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.detect.candidate import Detector
    from pii_guard.rulepack import Pack


def compile_detectors(pack: Pack) -> Iterator[Detector]:
    """A detector for every rule and every lexicon of the pack."""
    for rule in pack.rules.values():
        if isinstance(rule.detect, Pattern):
            yield PatternDetector(rule, rule.detect, pack.anchors)
        elif isinstance(rule.detect, Persons):
            yield PersonDetector(rule, rule.detect)
        elif isinstance(rule.detect, Addresses):
            yield AddressDetector(rule, rule.detect)
    for lexicon in pack.lexicons:
        if lexicon.anchors:
            yield DisclosureDetector(lexicon, pack)
