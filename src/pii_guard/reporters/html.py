"""A report in one file: charts, and a table to filter. It loads nothing and shows no value."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

import msgspec

from pii_guard.model import Finding, Found, ReadProblem, Summary
from pii_guard.reporters.charts import bars, clean, stacks
from pii_guard.reporters.columns import Row, row_of
from pii_guard.reporters.text import skipped
from pii_guard.reporters.writable import writable

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack

_MOST_ROWS = 20_000
_MOST_PROBLEMS = 50
_INDEX = re.compile(r"\[\d+\]")
_PICKS = (("0", "All kinds"), ("2", "All fields"), ("3", "All months"), ("4", "All channels"))


class HtmlReporter:
    """Counts everything and lists the first 20,000 findings; writes the page at the end."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:  # noqa: ARG002 - always does
        self._stream = stream
        self._titles = {entity.id: entity.title["en"] for entity in pack.entities.values()}
        self._problems: list[ReadProblem] = []
        self._rows: list[tuple[object, ...]] = []
        self._reasons: dict[tuple[str, ...], int] = {}
        self._excerpts = False
        self._entities: Counter[str] = Counter()
        self._fields: Counter[str] = Counter()
        self._channels: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        self._months: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, item: Finding | Found | ReadProblem) -> None:
        """Count one item."""
        if isinstance(item, ReadProblem):
            self._problems.append(item)
            return
        finding = item.finding if isinstance(item, Found) else item
        self.add_row(row_of(item, explain=False), tuple(str(reason) for reason in finding.reasons))

    def add_row(self, row: Row, reasons: tuple[str, ...]) -> None:
        """Count one finding, given as a row."""
        title = self._titles.get(row.entity, row.entity)
        field = _INDEX.sub("[]", row.field) if row.field else None
        self._entities[title] += 1
        self._fields[field or "(text)"] += 1
        self._sources[row.source or "(text)"] += 1
        if row.channel:
            self._channels[row.channel] += 1
        if row.month:
            self._months[title][row.month] += 1
        if len(self._rows) < _MOST_ROWS:
            number = self._reasons.setdefault(reasons, len(self._reasons))
            self._excerpts = self._excerpts or row.excerpt is not None
            place = ":".join(str(part) for part in (row.source, row.line, row.column) if part is not None)
            if row.record is not None:
                place += f" (record {row.record})"
            subject = {"self": ", of the writer", "other": ", of another person"}.get(row.subject or "", "")
            self._rows.append(
                (
                    title, place, field, row.month, row.channel, round(row.score, 4), row.action,
                    f"{row.kind or ''}{subject} {row.rule}".strip(", "), number, row.excerpt,
                )
            )  # fmt: skip

    def finish(self, summary: Summary) -> None:
        """Write the page."""
        for part in self._page(summary):
            self._stream.write(part)

    def _page(self, summary: Summary) -> list[str]:
        style, script = _asset("report.css"), _asset("report.js")
        policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'"
        head = (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>Personal data found</title>\n<style>{style}</style>\n</head>\n<body>\n"
        )
        return [
            head,
            self._head(summary),
            self._charts(),
            self._table(),
            f'<script type="application/json" id="data">{self._data()}</script>\n',
            f"<script>{script}</script>\n</body>\n</html>\n",
        ]

    def _head(self, summary: Summary) -> str:
        found = sum(self._entities.values())
        tiles = (
            (f"{found:,}", "findings"),
            (f"{len(self._entities):,}", "kinds of personal data"),
            (f"{summary.files:,}", "files scanned"),
            (f"{summary.records:,}", "records"),
            (f"{summary.bytes / 1e6:,.1f} MB", "read"),
        )
        shown = "".join(f'<div class="tile"><b>{value}</b>{name}</div>' for value, name in tiles)
        return (
            "<header><h1>Personal data found</h1>"
            '<div class="quiet">Values are never shown; where each stands is told, and why it was taken for one.</div>'
            f'<div class="tiles">{shown}</div></header>\n' + self._not_scanned(summary)
        )

    def _not_scanned(self, summary: Summary) -> str:
        lines = [clean(f"{problem.at}: {problem.message}") for problem in self._problems[:_MOST_PROBLEMS]]
        if len(self._problems) > _MOST_PROBLEMS:
            lines.append(f"and {len(self._problems) - _MOST_PROBLEMS} more")
        lines += map(clean, skipped(summary))
        if not lines:
            return ""
        listed = "".join(f"<li>{line}</li>" for line in lines)
        return f'<section class="warn"><h2>Not scanned, or not as it should be</h2><ul>{listed}</ul></section>\n'

    def _charts(self) -> str:
        months = sorted({month for counts in self._months.values() for month in counts})
        parts = [("By kind", bars(self._entities)), ("By field", bars(self._fields))]
        if self._channels:
            parts.append(("By channel", bars(self._channels)))
        if len(self._sources) > 1:
            parts.append(("By file", bars(self._sources)))
        sections = "".join(f"<section><h2>{title}</h2>{chart}</section>" for title, chart in parts)
        if months:
            sections = f'<section class="wide"><h2>Over time</h2>{stacks(self._months, months)}</section>' + sections
        return f'<div class="grid">{sections}</div>\n'

    def _table(self) -> str:
        found = sum(self._entities.values())
        cut = (
            f' <span class="quiet">The first {_MOST_ROWS:,} of {found:,} are listed.</span>'
            if found > _MOST_ROWS
            else ""
        )
        picks = "".join(
            f'<select data-column="{column}" aria-label="{title}"><option value="">{title}</option></select>'
            for column, title in _PICKS
        )
        heads = ["What", "Where", "Field", "When", "Score", "Action", "Why", *(["Context"] if self._excerpts else [])]
        return (
            f'<section id="findings"><h2>Findings{cut}</h2><form><input id="word" type="search" '
            f'placeholder="Filter by any word" aria-label="Filter">{picks}</form>'
            f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>"
            '<tbody id="rows"></tbody></table>'
            '<p class="quiet"><span id="shown"></span> '
            '<button id="more" type="button">Show more</button></p></section>\n'
        )

    def _data(self) -> str:
        """The rows, for a script element: no character in them can end it."""
        rows = [[_plain(cell) for cell in row] for row in self._rows]
        reasons = [[_plain(reason) for reason in one] for one in self._reasons]
        encoded = msgspec.json.encode({"rows": rows, "reasons": reasons, "excerpts": self._excerpts}).decode("utf-8")
        for char in "<>&\u2028\u2029":
            encoded = encoded.replace(char, f"\\u{ord(char):04x}")
        return encoded


def _plain(cell: object) -> object:
    return writable(cell) if isinstance(cell, str) else cell


def _asset(name: str) -> str:
    return (files("pii_guard") / "reporters" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
