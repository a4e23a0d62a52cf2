"""Run the examples that rules carry: each must find just what it marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.model import Context
from pii_guard.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.rulepack import Pack
    from pii_guard.rulepack.schema import Rule

_OPEN, _CLOSE = "⟦", "⟧"


def run_examples(pack: Pack) -> list[str]:
    """A sentence for each example of the pack that does not hold; none when all do."""
    scanner = Scanner(context=Context.EXPORT, pack=pack)
    return [problem for rule in pack.rules.values() for problem in _rule_problems(rule, scanner)]


def _rule_problems(rule: Rule, scanner: Scanner) -> Iterator[str]:
    for number, example in enumerate(rule.examples.match):
        if not finds_marked(rule, example, scanner):
            yield f"{rule.id}: examples.match[{number}]: the marked span is not what the rule finds"
    for number, example in enumerate(rule.examples.no_match):
        if any(finding.rule == rule.id for finding in scanner.scan(example)):
            yield f"{rule.id}: examples.no_match[{number}]: the rule finds something"


def finds_marked(rule: Rule, example: str, scanner: Scanner) -> bool:
    """Whether the rule finds just the span between the brackets of ``example``."""
    start = example.index(_OPEN)
    end = example.index(_CLOSE) - 1
    text = example.replace(_OPEN, "").replace(_CLOSE, "")
    found = [(finding.start, finding.end) for finding in scanner.scan(text) if finding.rule == rule.id]
    return found == [(start, end)]
