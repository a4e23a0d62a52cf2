"""Run the examples that rules carry: each must find just what it marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.errors import RulePackError
from pii_guard.model import Action, Context
from pii_guard.policy import Policy
from pii_guard.rulepack import default_pack
from pii_guard.rulepack.build import extend_pack
from pii_guard.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pii_guard.rulepack import Pack
    from pii_guard.rulepack.schema import Rule

_OPEN, _CLOSE = "⟦", "⟧"


def check_rule_file(path: Path) -> list[str]:
    """Everything that is wrong with a user's rule file, on paper and when its examples are run."""
    before = default_pack()
    try:
        pack = extend_pack(before, [path])
    except RulePackError as error:
        return list(error.problems)
    scanners = _Scanners(pack)
    added = [rule for name, rule in pack.rules.items() if name not in before.rules]
    return [f"{path.name}: {problem}" for rule in added for problem in _rule_problems(rule, scanners.of(rule))]


class _Scanners:
    """The policy as it stands, and one that asks for what is found for de-identification only."""

    def __init__(self, pack: Pack) -> None:
        everything = Policy(contexts={Context.EXPORT: {"de-identification": Action.REPORT}})
        self._pack = pack
        self._usual = Scanner(context=Context.EXPORT, pack=pack)
        self._full = Scanner(everything, context=Context.EXPORT, pack=pack)

    def of(self, rule: Rule) -> Scanner:
        """The scanner that the rule's examples are run with."""
        return self._full if self._pack.entities[rule.entity].group == "de-identification" else self._usual


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
