"""From findings to formats. A reporter is fed findings and problems as they come, then the summary."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pii_guard.model import Finding, Found, ReadProblem, Summary
    from pii_guard.rulepack import Pack

__all__ = ["BINARY", "REPORTERS", "Reporter", "reporter_of"]


class Reporter(Protocol):
    """Writes to the stream it was made with."""

    def add(self, item: Finding | Found | ReadProblem) -> None:
        """Take a finding or a problem."""

    def finish(self, summary: Summary) -> None:
        """Write what comes last."""


REPORTERS: Mapping[str, tuple[str, str]] = {
    "text": ("text", "TextReporter"),
    "jsonl": ("json_lines", "JsonLinesReporter"),
    "csv": ("table", "CsvReporter"),
    "parquet": ("parquet", "ParquetReporter"),
    "sarif": ("sarif", "SarifReporter"),
    "gitlab": ("gitlab", "GitLabReporter"),
    "html": ("html", "HtmlReporter"),
}
"""Format to the module and class of its reporter, imported when the format is asked for: a hook must start fast."""

BINARY = frozenset({"parquet"})
"""Formats that cannot go to a terminal."""


def reporter_of(form: str, stream: TextIO, pack: Pack, *, explain: bool = False) -> Reporter:
    """A reporter of the format, which writes to ``stream``."""
    module, name = REPORTERS[form]
    made = getattr(import_module(f"pii_guard.reporters.{module}"), name)(stream, pack, explain=explain)
    return cast("Reporter", made)
