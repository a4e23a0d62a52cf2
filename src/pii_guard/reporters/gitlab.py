"""GitLab's code quality report: a JSON array that merge requests show."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from pii_guard.model import Action, Finding, Found, ReadProblem, Summary
from pii_guard.reporters.fingerprint import Fingerprints
from pii_guard.reporters.titles import title_of

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack

_SEVERITIES = {Action.BLOCK: "critical", Action.WARN: "minor", Action.REPORT: "info"}


class GitLabReporter:
    """Gathers findings and writes the array at the end."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:
        self._stream = stream
        self._pack = pack
        self._explain = explain
        self._fingerprints = Fingerprints()
        self._issues: list[dict[str, Any]] = []

    def add(self, item: Finding | Found | ReadProblem) -> None:
        """Take one item; what could not be scanned is an issue too."""
        if isinstance(item, ReadProblem):
            source, line = item.at.source or "text", item.at.line
            self._issue(item.message, "not-scanned", f"not-scanned:{source}:{line}", "major", source, line)
            return
        if isinstance(item, Found):
            item = item.finding
        at = item.location
        title = title_of(self._pack, item.entity)
        description = f"{title[0].upper()}{title[1:]} found."
        if self._explain:
            description += " " + "; ".join(str(reason) for reason in item.reasons)
        source = (at.source if at else None) or "text"
        severity = _SEVERITIES.get(item.action, "info")
        line = at.line if at else None
        self._issue(description, item.rule, self._fingerprints.of(item), severity, source, line)

    def finish(self, summary: Summary) -> None:  # noqa: ARG002 - the format has no totals
        """Write the array."""
        json.dump(self._issues, self._stream, ensure_ascii=True, indent=1)
        self._stream.write("\n")

    def _issue(
        self, description: str, name: str, fingerprint: str, severity: str, source: str, line: int | None
    ) -> None:
        self._issues.append(
            {
                "description": description,
                "check_name": name,
                "fingerprint": fingerprint,
                "severity": severity,
                "location": {"path": source, "lines": {"begin": line or 1}},
            }
        )
