"""What is wrong with rules on paper: names that nothing answers to, expressions that do not compile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.rulepack.phrases import PhraseError, parse_phrase
from pii_guard.rulepack.schema import Pattern
from pii_guard.validators import VALIDATORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pii_guard.rulepack.schema import Cue, Entity, Rule

_OPEN, _CLOSE = "⟦", "⟧"


def check_rules(rules: Iterable[Rule], entities: Mapping[str, Entity], anchors: Mapping[str, str]) -> list[str]:
    """A sentence for each problem, beginning with the rule's id and the field."""
    problems: list[str] = []
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            problems.append(f"{rule.id}: id: another rule has the same id")
        seen.add(rule.id)
        problems += [f"{rule.id}: {problem}" for problem in _rule_problems(rule, entities, anchors)]
    return problems


def _rule_problems(rule: Rule, entities: Mapping[str, Entity], anchors: Mapping[str, str]) -> Iterator[str]:
    if rule.entity not in entities:
        yield f"entity: unknown entity {rule.entity!r}"
    if isinstance(rule.detect, Pattern):
        yield from _pattern_problems(rule.detect, anchors)
    for number, cue in enumerate(rule.cues):
        yield from (f"cues[{number}].{problem}" for problem in _cue_problems(cue))
    for number, example in enumerate(rule.examples.match):
        if example.count(_OPEN) != 1 or example.count(_CLOSE) != 1:
            yield f"examples.match[{number}]: mark the span once, between {_OPEN} and {_CLOSE}"


def _pattern_problems(pattern: Pattern, anchors: Mapping[str, str]) -> Iterator[str]:
    yield from _regex_problems("detect.regex", pattern.regex)
    if pattern.validator is not None and pattern.validator not in VALIDATORS:
        yield f"detect.validator: unknown validator {pattern.validator!r}"
    for anchor in pattern.anchors:
        yield from _regex_problems("detect.anchors", anchors.get(anchor, anchor))


def _cue_problems(cue: Cue) -> Iterator[str]:
    for field in ("before_regex", "after_regex", "value_regex", "line_regex"):
        expression = getattr(cue, field)
        if expression is not None:
            yield from _regex_problems(field, expression)
    if cue.words and not (cue.before or cue.after):
        yield "words: say how far before or after the candidate they may stand"
    for phrase in cue.words:
        try:
            parse_phrase(phrase)
        except PhraseError as error:
            yield f"words: {phrase!r}: {error}"


def _regex_problems(field: str, expression: str) -> Iterator[str]:
    try:
        compiled = re.compile(expression)
    except re.error as error:
        yield f"{field}: not a regular expression: {error.msg}"
    else:
        if compiled.match("") is not None and field.startswith("detect"):
            yield f"{field}: the expression matches nothing at all; say what it must hold"
