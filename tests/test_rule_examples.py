"""Every example that a rule carries holds: the build fails when a page of the documentation would be untrue."""

from functools import lru_cache

import pytest

from pii_guard import Policy, Scanner
from pii_guard.model import Action, Context
from pii_guard.rulepack import default_pack
from pii_guard.selftest import finds_marked

PACK = default_pack()
MATCH = [(rule, text) for rule, known in PACK.rules.items() for text in known.examples.match]
NO_MATCH = [(rule, text) for rule, known in PACK.rules.items() for text in known.examples.no_match]


@lru_cache
def scanner_for(group):
    """The scanner that reports entities of the group."""
    return Scanner(Policy(contexts={Context.EXPORT: {group: Action.REPORT}}), context="export")


def scanner_of(rule):
    """The usual scanner, or for rules that only de-identification asks for, one that has those on."""
    group = PACK.entities[PACK.rules[rule].entity].group
    return scanner_for(group if group == "de-identification" else "identifier")


@pytest.mark.parametrize(("rule", "text"), MATCH)
def test_finds_just_what_the_example_marks(rule, text):
    assert finds_marked(PACK.rules[rule], text, scanner_of(rule))


@pytest.mark.parametrize(("rule", "text"), NO_MATCH)
def test_finds_nothing_in_a_near_miss(rule, text):
    assert [finding for finding in scanner_of(rule).scan(text) if finding.rule == rule] == []
