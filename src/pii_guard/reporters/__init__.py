"""From findings to formats. A reporter is fed findings and problems as they come, then the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from pii_guard.reporters.gitlab import GitLabReporter
from pii_guard.reporters.json_lines import JsonLinesReporter
from pii_guard.reporters.sarif import SarifReporter
from pii_guard.reporters.text import TextReporter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pii_guard.model import Finding, ReadProblem, Summary
    from pii_guard.rulepack import Pack

__all__ = ["REPORTERS", "GitLabReporter", "JsonLinesReporter", "Reporter", "SarifReporter", "TextReporter"]


class Reporter(Protocol):
    """Writes to the stream it was made with."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None: ...

    def add(self, item: Finding | ReadProblem) -> None:
        """Take a finding or a problem."""

    def finish(self, summary: Summary) -> None:
        """Write what comes last."""


REPORTERS: Mapping[str, type[Reporter]] = {
    "text": TextReporter,
    "jsonl": JsonLinesReporter,
    "sarif": SarifReporter,
    "gitlab": GitLabReporter,
}
