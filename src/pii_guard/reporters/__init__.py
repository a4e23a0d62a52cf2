"""From findings to formats. A reporter is fed findings and problems as they come, then the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from pii_guard.model import Found
from pii_guard.reporters.gitlab import GitLabReporter
from pii_guard.reporters.html import HtmlReporter
from pii_guard.reporters.json_lines import JsonLinesReporter
from pii_guard.reporters.parquet import ParquetReporter
from pii_guard.reporters.sarif import SarifReporter
from pii_guard.reporters.table import CsvReporter
from pii_guard.reporters.text import TextReporter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pii_guard.model import Finding, ReadProblem, Summary
    from pii_guard.rulepack import Pack

__all__ = [
    "BINARY",
    "REPORTERS",
    "GitLabReporter",
    "JsonLinesReporter",
    "Reporter",
    "SarifReporter",
    "TextReporter",
    "feed",
]


class Reporter(Protocol):
    """Writes to the stream it was made with. Those of ``_KNOWING`` take a ``Found`` as well."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None: ...

    def add(self, item: Finding | ReadProblem) -> None:
        """Take a finding or a problem."""

    def finish(self, summary: Summary) -> None:
        """Write what comes last."""


REPORTERS: Mapping[str, type[Reporter]] = {
    "text": TextReporter,
    "jsonl": JsonLinesReporter,
    "csv": CsvReporter,
    "parquet": ParquetReporter,
    "sarif": SarifReporter,
    "gitlab": GitLabReporter,
    "html": HtmlReporter,
}

BINARY = frozenset({"parquet"})
"""Formats that cannot go to a terminal."""

_KNOWING = (TextReporter, JsonLinesReporter, CsvReporter, ParquetReporter, HtmlReporter)


def feed(reporter: Reporter, item: Found | ReadProblem) -> None:
    """Give an item to a reporter, with all that it can use of it."""
    if isinstance(item, Found):
        if isinstance(reporter, _KNOWING):
            reporter.add(item)
        else:
            reporter.add(item.finding)
        return
    reporter.add(item)
