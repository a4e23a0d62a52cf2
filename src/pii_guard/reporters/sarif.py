"""SARIF 2.1.0, as code scanning services read it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from pii_guard.model import Action, Finding, ReadProblem, Summary

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Action.BLOCK: "error", Action.WARN: "warning", Action.REPORT: "note"}
_SEVERITY = {"special-category": "8.0", "identifier": "7.0", "de-identification": "3.0"}
_FINGERPRINT = "piiGuard/v1"


class SarifReporter:
    """Gathers results and writes the log at the end. Holds no snippet and no value."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:
        self._stream = stream
        self._pack = pack
        self._explain = explain
        self._results: list[dict[str, Any]] = []
        self._notifications: list[dict[str, Any]] = []
        self._ordinals: Counter[tuple[str, str]] = Counter()

    def add(self, item: Finding | ReadProblem) -> None:
        """Take one item."""
        if isinstance(item, ReadProblem):
            self._notifications.append({"level": "error", "message": {"text": f"{item.at}: {item.message}"}})
        else:
            self._results.append(self._result(item))

    def finish(self, summary: Summary) -> None:
        """Write the log."""
        run = {
            "tool": {"driver": {"name": "pii-guard", "rules": self._rules()}},
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {"executionSuccessful": not summary.problems, "toolExecutionNotifications": self._notifications}
            ],
            "results": self._results,
        }
        json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, self._stream, ensure_ascii=False, indent=1)
        self._stream.write("\n")

    def _result(self, finding: Finding) -> dict[str, Any]:
        at = finding.location
        source = (at.source if at else None) or "text"
        self._ordinals[source, finding.rule] += 1
        title = self._pack.entities[finding.entity].title["en"]
        message = f"{title.capitalize()} found."
        if self._explain:
            message += " " + "; ".join(str(reason) for reason in finding.reasons)
        region: dict[str, int] = {"startLine": (at.line if at else None) or 1}
        if at and at.column:
            region |= {"startColumn": at.column, "endColumn": at.column + finding.end - finding.start}
        return {
            "ruleId": finding.rule,
            "level": _LEVELS.get(finding.action, "none"),
            "message": {"text": message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(source, errors="surrogateescape")},
                        "region": region,
                    }
                }
            ],
            # Position among the findings of the rule in the file: no value, and no hash of one.
            "partialFingerprints": {_FINGERPRINT: f"{source}:{finding.rule}:{self._ordinals[source, finding.rule]}"},
        }

    def _rules(self) -> list[dict[str, Any]]:
        used = [(rule.id, rule.entity, rule.title) for rule in self._pack.rules.values()]
        used += [(lx.rule, lx.entity, self._pack.entities[lx.entity].title["en"]) for lx in self._pack.categories]
        return [self._rule(*one) for one in used]

    def _rule(self, rule: str, entity_id: str, title: str) -> dict[str, Any]:
        entity = self._pack.entities[entity_id]
        tags = ["security", "privacy", entity.group, entity_id]
        return {
            "id": rule,
            "shortDescription": {"text": title},
            "fullDescription": {"text": f"{title}. {entity.legal_basis}."},
            "help": {"text": entity.advice["en"]},
            "properties": {"tags": tags, "security-severity": _SEVERITY[entity.group]},
        }
