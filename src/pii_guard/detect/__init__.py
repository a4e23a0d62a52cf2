"""Detectors: from anchors met in a folded text to graded candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.detect.address import AddressDetector
from pii_guard.detect.disclosure import DisclosureDetector
from pii_guard.detect.pattern import PatternDetector
from pii_guard.detect.person import PersonDetector
from pii_guard.rulepack.schema import Pattern, Persons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pii_guard.detect.candidate import Detector
    from pii_guard.rulepack import Pack


def compile_detectors(pack: Pack, wanted: Callable[[str], bool]) -> Iterator[Detector]:
    """The detectors for the rules and lexicons of the pack whose entity is ``wanted``."""
    for rule in pack.rules.values():
        if not wanted(rule.entity):
            continue
        if isinstance(rule.detect, Pattern):
            yield PatternDetector(rule, rule.detect, pack.anchors)
        elif isinstance(rule.detect, Persons):
            yield PersonDetector(rule, rule.detect)
        else:
            yield AddressDetector(rule, rule.detect)
    categories = frozenset(category.entity for category in pack.categories if wanted(category.entity))
    if categories:
        yield DisclosureDetector(pack, categories)
