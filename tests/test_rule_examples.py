"""Every example that a rule carries holds: the build fails when a page of the documentation would be untrue."""

import pytest

from pii_guard.rulepack import default_pack
from pii_guard.selftest import finds_marked

RULES = default_pack().rules
MATCH = [(rule, text) for rule, known in RULES.items() for text in known.examples.match]
NO_MATCH = [(rule, text) for rule, known in RULES.items() for text in known.examples.no_match]


@pytest.mark.parametrize(("rule", "text"), MATCH)
def test_finds_just_what_the_example_marks(rule, text, scanner):
    assert finds_marked(RULES[rule], text, scanner)


@pytest.mark.parametrize(("rule", "text"), NO_MATCH)
def test_finds_nothing_in_a_near_miss(rule, text, scanner):
    assert [finding for finding in scanner.scan(text) if finding.rule == rule] == []
