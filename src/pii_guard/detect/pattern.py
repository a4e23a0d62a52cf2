"""Rules that are a regular expression round an anchor, a validator and cues."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pii_guard.detect.candidate import Candidate, Document, Hit
from pii_guard.detect.context import Cues
from pii_guard.model import Reason
from pii_guard.validators import VALIDATORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pii_guard.rulepack.schema import Pattern, Rule

_LONGEST_ANCHOR = 24
"""Code points before an anchor's end that its match may take up."""


class PatternDetector:
    """One rule with ``detect: {kind: pattern}``."""

    def __init__(self, rule: Rule, pattern: Pattern, anchors: Mapping[str, str]) -> None:
        self.rule = rule
        self.entity = rule.entity
        self.anchors: Sequence[str] = tuple(anchors.get(name, name) for name in pattern.anchors)
        self._pattern = pattern
        self._validate = VALIDATORS[pattern.validator] if pattern.validator else None
        self._cues = Cues(rule.cues)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self._pattern.regex)

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Candidate]:
        """Match the expression round each anchor and grade what it matches."""
        text = document.cased if self._pattern.case else document.folded
        group = "value" if "value" in self._regex.groupindex else 0
        seen = -1
        for low, high in self._windows(hits, len(text)):
            for match in self._regex.finditer(text, max(low, seen), high):
                start, end = match.span(group)
                if end <= start:
                    continue
                seen = match.end()
                candidate = self._grade(document, start, end)
                if candidate is not None:
                    yield candidate

    def _windows(self, hits: Sequence[Hit], length: int) -> Iterator[tuple[int, int]]:
        """The stretches of text to look at, merged where they touch."""
        reach = self._pattern.window
        low = high = -1
        for _, end in hits:
            begin, stop = max(0, end - _LONGEST_ANCHOR - reach), min(length, end + reach)
            if begin > high:
                if high >= 0:
                    yield low, high
                low = begin
            high = max(high, stop)
        if high >= 0:
            yield low, high

    def _grade(self, document: Document, start: int, end: int) -> Candidate | None:
        kind = None
        status, base = "default", "the shape of the value"
        if self._validate is not None:
            verdict = self._validate((document.cased if self._pattern.case else document.folded)[start:end])
            if verdict is None:
                return None
            status, kind = verdict.status, verdict.kind
            base = verdict.reason or base
        score = self.rule.scores.get(status, self.rule.scores.get("default", 0.0))
        if score + self._cues.best < self.rule.threshold:
            return None
        reasons = (Reason(base, score), *self._cues.weigh(document, start, end))
        total = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
        if total < self.rule.threshold:
            return None
        return Candidate(start, end, round(total, 4), self.rule.entity, self.rule.id, kind, None, reasons)
