"""SARIF 2.1.0, as code scanning services read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from pii_guard.model import Action, Finding, Found, ReadProblem, Summary
from pii_guard.reporters.fingerprint import Fingerprints
from pii_guard.reporters.titles import title_of

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Action.BLOCK: "error", Action.WARN: "warning", Action.REPORT: "note"}
_SEVERITY = {"special-category": "8.0", "identifier": "7.0", "de-identification": "3.0"}
_FINGERPRINT = "piiGuard/v1"
_MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""
_LONGEST_TEXT = 1024


class SarifReporter:
    """Gathers results and writes the log at the end. Holds no snippet and no value."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:
        self._stream = stream
        self._pack = pack
        self._explain = explain
        self._fingerprints = Fingerprints()
        self._results: list[dict[str, Any]] = []
        self._notifications: list[dict[str, Any]] = []
        self._left_out = 0
        self._rules = _rules(pack)
        self._indexes = {rule["id"]: number for number, rule in enumerate(self._rules)}

    def add(self, item: Finding | Found | ReadProblem) -> None:
        """Take one item."""
        if isinstance(item, ReadProblem):
            self._notifications.append(_notification("error", f"{item.at}: {item.message}"))
        elif len(self._results) < _MOST_RESULTS:
            self._results.append(self._result(item.finding if isinstance(item, Found) else item))
        else:
            self._left_out += 1

    def finish(self, summary: Summary) -> None:
        """Write the log."""
        if self._left_out:
            text = f"{self._left_out} results left out: GitHub takes {_MOST_RESULTS} of a run"
            self._notifications.append(_notification("warning", text))
        unread = any(not problem.scanned for problem in summary.problems)
        run = {
            "tool": {"driver": {"name": "pii-guard", **_version(), "rules": self._rules}},
            "automationDetails": {"id": "pii-guard/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": self._notifications}],
            "properties": {
                "files": summary.files,
                "bytes": summary.bytes,
                "skipped": summary.skipped,
                "hidden": summary.hidden,
            },
            "results": self._results,
        }
        # ASCII only: a path that is no UTF-8 would else be no text.
        json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, self._stream, ensure_ascii=True, indent=1)
        self._stream.write("\n")

    def _result(self, finding: Finding) -> dict[str, Any]:
        from urllib.parse import quote  # noqa: PLC0415 - a hook that finds nothing starts faster without

        at = finding.location
        title = title_of(self._pack, finding.entity)
        message = f"{title[0].upper()}{title[1:]} found."
        if self._explain:
            message += " " + "; ".join(str(reason) for reason in finding.reasons)
        region: dict[str, int] = {"startLine": (at.line if at else None) or 1}
        if at and at.column:
            region |= {"startColumn": at.column, "endColumn": at.column + finding.end - finding.start}
        uri = quote((at.source if at else None) or "text", errors="surrogateescape")
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": _LEVELS.get(finding.action, "none"),
            "message": {"text": message},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
            "partialFingerprints": {_FINGERPRINT: self._fingerprints.of(finding)},
            "properties": {"entity": finding.entity, "score": finding.score},
        }
        if finding.rule in self._indexes:
            result["ruleIndex"] = self._indexes[finding.rule]
        if at and at.commit:
            result["properties"] |= {"commit": at.commit, "authorDate": at.date or ""}
        return result


def _version() -> dict[str, str]:
    """The version of the package; nothing where it is not installed, but run from its sources."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import

    try:
        return {"semanticVersion": version("pii-guard-no")}
    except PackageNotFoundError:
        return {}


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}


def _rules(pack: Pack) -> list[dict[str, Any]]:
    used = [(rule.id, rule.entity, rule.title) for rule in pack.rules.values()]
    used += [(lexicon.rule, lexicon.entity, pack.entities[lexicon.entity].title["en"]) for lexicon in pack.categories]
    return [_rule(pack, *one) for one in used]


def _rule(pack: Pack, rule: str, entity_id: str, title: str) -> dict[str, Any]:
    entity = pack.entities[entity_id]
    advice = entity.advice["en"]
    allow = f"pii-guard: ignore[{rule}] reason"
    return {
        "id": rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}. {entity.legal_basis}."[:_LONGEST_TEXT]},
        "help": {
            "text": f"{advice} To let a finding stay, write on its line: {allow}",
            "markdown": f"{advice}\n\nTo let a finding stay, write on its line: `{allow}`",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["security", "privacy", entity.group, entity_id],
            "precision": "high",
            "security-severity": _SEVERITY[entity.group],
        },
    }
