"""The values that travel through a scan. None of those that leave it holds any text of the user's."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

import msgspec


class Action(StrEnum):
    """What a policy does about a finding."""

    BLOCK = "block"
    """Stop: validation fails, the commit is refused, the exit code is 1."""
    WARN = "warn"
    """Tell the user and let it pass."""
    REPORT = "report"
    """Count and list it."""
    OFF = "off"
    """Do not look for it."""


class Context(StrEnum):
    """Where a text comes from; each context has its own column of actions in the policy."""

    INPUT = "input"
    COMMIT = "commit"
    EXPORT = "export"


class Subject(StrEnum):
    """Of whom a special category is told."""

    SELF = "self"
    """The writer, or the writer's household when "we"."""
    OTHER = "other"
    """A third party; also the customer, when an agent writes."""


class Reason(NamedTuple):
    """One step of a score, in the rule's own words: never a word of the text."""

    text: str
    weight: float

    def __str__(self) -> str:
        return f"{self.text} ({self.weight:+.2f})"


class Location(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place a person can go to. Every part is optional; all numbers count from 1."""

    source: str | None = None
    """File path, or the name that the caller gave."""
    line: int | None = None
    column: int | None = None
    """Code points from the start of the line."""
    record: int | None = None
    """Row of a table, line of a JSON Lines file, element of a JSON array."""
    field: str | None = None
    """Column name, or the path to a JSON value such as ``ticket.comments[2].body``."""
    commit: str | None = None
    """Id of the commit that brought it."""
    date: str | None = None
    """When that commit's author made it, in ISO 8601."""

    def __str__(self) -> str:
        parts = [self.source or "<text>"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts) + (f" [{self.field}]" if self.field else "")


class LocatedText(msgspec.Struct, frozen=True):
    """One cell, value or body of text on its way to the scanner, and where it begins.

    ``field`` is the bare column or key name, which the scanner reads as context.
    """

    text: str
    at: Location = Location()
    field: str | None = None

    def __repr__(self) -> str:
        return f"LocatedText(<{len(self.text)} characters>, at={self.at!s})"


class Finding(msgspec.Struct, frozen=True):
    """Something in a text that the policy speaks of: where, what, how sure and why.

    It holds no text. Whoever has the text slices it: ``text[finding.start:finding.end]``.
    """

    entity: str
    """What was found, such as ``NO_NATIONAL_ID`` or ``HEALTH``."""
    start: int
    """First code point of the original text."""
    end: int
    """One past the last code point."""
    score: float
    """How sure, 0 to 1."""
    rule: str
    """Id of the rule that found it; ``pii-guard rules explain RULE`` tells more."""
    action: Action
    kind: str | None = None
    """A closer name, such as ``d-nummer``."""
    subject: Subject | None = None
    """Of whom, for special categories; None for identifiers."""
    reasons: tuple[Reason, ...] = ()
    """What the score is made of."""
    location: Location | None = None
    """Where in a file or record; None for a bare text."""

    def moved(self, location: Location) -> Finding:
        """The same finding with its place in the source."""
        return msgspec.structs.replace(self, location=location)


class Reviewed(msgspec.Struct, frozen=True):
    """A finding in a file of a repository, and whether it stands. Holds no text."""

    finding: Finding
    """With the action that holds where it stands."""
    hidden: str = ""
    """Why it is not shown, in the summary's words: on a line that the commit does not change, allowed, known."""
    shape: str = ""
    """Its line with every word masked but those of our own rules."""
    entry: str = ""
    """Name of the baseline's entry that it is known by."""
    token: bytes = b""
    """The same for equal values of one path and rule within one run; keyed at random, and never written anywhere."""

    def __repr__(self) -> str:
        return f"Reviewed({self.finding!r}, hidden={self.hidden!r})"


class Found(msgspec.Struct, frozen=True, omit_defaults=True):
    """A finding in a file, with what its record tells of itself."""

    finding: Finding
    month: str | None = None
    """When the record was made, such as ``2026-03``."""
    channel: str | None = None
    """The way it came in: ``email``, ``web``, ``phone`` ..."""
    excerpt: str | None = None
    """Words around it, every finding among them masked; only where the user asked for them."""


class ReadProblem(msgspec.Struct, frozen=True):
    """Something that could not be read or scanned: a value in the stream, never an end to it."""

    at: Location
    message: str
    """A fixed sentence saying what is wrong and what to do; holds no content."""
    scanned: bool = False
    """Whether the content was scanned all the same, as plain text."""


_MOST_KEYS = 2000
_INDEX = re.compile(r"\[\d+\]")


def _field(at: Location) -> str | None:
    return _INDEX.sub("[]", at.field) if at.field else None


NOT_READ = "NOT READ"
"""Begins the reason why a file was left out that may hold data."""
FOLDER = "folder "
"""Begins the reason why a whole folder was left out; its name follows."""


class Summary(msgspec.Struct):
    """What a run looked at and found; grows while the run goes on."""

    files: int = 0
    texts: int = 0
    characters: int = 0
    bytes: int = 0
    findings: dict[str, int] = msgspec.field(default_factory=dict)
    """Entity to count."""
    actions: dict[str, int] = msgspec.field(default_factory=dict)
    """Action to count."""
    skipped: dict[str, int] = msgspec.field(default_factory=dict)
    """Why files and folders were left out on purpose (``binary``, ``folder node_modules``), to count."""
    hidden: dict[str, int] = msgspec.field(default_factory=dict)
    """Why findings are not shown, to count."""
    problems: list[ReadProblem] = msgspec.field(default_factory=list)

    records: int = 0
    """Rows, lines and elements."""
    fields: dict[str, int] = msgspec.field(default_factory=dict)
    """Column or key to count of findings; elements of one array count together."""
    months: dict[str, int] = msgspec.field(default_factory=dict)
    sources: dict[str, int] = msgspec.field(default_factory=dict)
    """File to count of findings."""

    def add_found(self, found: Found) -> None:
        """Count one finding of a file under its field, month and file too."""
        self.add(found.finding)
        at = found.finding.location or Location()
        for table, key in ((self.fields, _field(at)), (self.months, found.month), (self.sources, at.source)):
            name = key or "(none)"
            if name in table or len(table) < _MOST_KEYS:
                table[name] = table.get(name, 0) + 1
            else:
                table["(others)"] = table.get("(others)", 0) + 1

    def add(self, finding: Finding) -> None:
        """Count one finding."""
        self.findings[finding.entity] = self.findings.get(finding.entity, 0) + 1
        self.actions[finding.action] = self.actions.get(finding.action, 0) + 1

    @property
    def unread(self) -> int:
        """How many files were left out that may hold data in a form which nothing here reads."""
        return sum(count for why, count in self.skipped.items() if why.startswith(NOT_READ))

    def skip(self, why: str) -> None:
        """Count a file or folder that is left out on purpose."""
        self.skipped[why] = self.skipped.get(why, 0) + 1

    def absorb(self, other: Summary) -> None:
        """Add what another part of the run has counted."""
        self.files += other.files
        self.texts += other.texts
        self.characters += other.characters
        self.bytes += other.bytes
        self.records += other.records
        self.problems += other.problems
        for mine, more in (
            (self.findings, other.findings), (self.actions, other.actions), (self.skipped, other.skipped),
            (self.hidden, other.hidden), (self.fields, other.fields), (self.months, other.months),
            (self.sources, other.sources),
        ):  # fmt: skip
            for key, count in more.items():
                mine[key] = mine.get(key, 0) + count

    @property
    def blocked(self) -> bool:
        """Whether any finding is one that the policy blocks."""
        return self.actions.get(Action.BLOCK, 0) > 0
