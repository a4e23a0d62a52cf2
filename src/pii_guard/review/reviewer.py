"""One file at a time: scan it, then ask of every finding whether it stands."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from pii_guard.batch.scan import scan_content
from pii_guard.globs import matches
from pii_guard.masking import shape
from pii_guard.model import Action, Context, Finding, Location, ReadProblem, Reviewed, Summary
from pii_guard.review.source import Source
from pii_guard.sourcecode.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pii_guard.scanner import Scanner
    from pii_guard.settings import Settings

UNCHANGED = "on lines that are not new"
ALLOWED = "allowed in the settings"
IGNORED = "ignored by a comment"
KNOWN = "in the baseline"


class File(NamedTuple):
    """A file to be reviewed."""

    path: str
    """From the top of the repository, with slashes."""
    content: bytes
    added: Callable[[], frozenset[int] | None] = lambda: None
    """The numbers of its new lines, None for all of them; asked for only when something is found."""
    commit: str | None = None
    date: str | None = None

    def __repr__(self) -> str:
        return f"File({self.path!r}, <{len(self.content)} bytes>)"


class Known(Protocol):
    """What has been accepted before."""

    def entry(self, path: str, finding: Finding, value: str) -> str:
        """The name of the entry that accepts this value here; empty where there is none."""


class Reviewer:
    """Scanner, settings and baseline of a run. Can be pickled: other processes review too."""

    def __init__(
        self,
        scanner: Scanner,
        settings: Settings,
        known: Known | None = None,
        *,
        key: bytes = b"",
    ) -> None:
        """With a ``key`` every finding gets a token of its value."""
        self.scanner = scanner
        self.settings = settings
        self._known = known
        self._key = key

    def review(self, file: File, summary: Summary) -> Iterator[Reviewed | ReadProblem]:
        """Every finding in the file, those that do not stand too, and what could not be read of it.

        ``summary`` counts what was scanned, found and hidden; a file that is left out is counted as skipped.
        """
        why = self.left_out(file.path, file.content)
        if why:
            summary.skip(why)
            return
        counted = Summary()
        found = list(scan_content(Path(file.path), file.content, self.scanner, counted, commit=file.commit))
        counted.findings, counted.actions = {}, {}
        summary.absorb(counted)
        if found:
            yield from self._judged(file, found, summary)

    def token(self, file: File, finding: Finding) -> bytes:
        """The token of a finding made in ``file`` by an earlier run."""
        value = Source(file.path, file.content).value(finding)
        return b"" if value is None else self._token(file.path, finding, value)

    def left_out(self, path: str, content: bytes) -> str:
        """Why a file is not scanned, in the summary's words; empty where it is."""
        if self.settings.exclude and matches(path, self.settings.exclude):
            return "excluded"
        if path.startswith(f"{self.settings.baseline}/") and b'"salt"' in content:
            return "baseline"
        if self.scanner.context is not Context.COMMIT:
            return ""
        kind = kind_of(path, content)
        return str(kind) if kind is not None and kind not in self.settings.scan else ""

    def _judged(
        self, file: File, found: list[Finding | ReadProblem], summary: Summary
    ) -> Iterator[Reviewed | ReadProblem]:
        source = Source(file.path, file.content)
        new = _Lines(file, source)
        for item in found:
            if isinstance(item, ReadProblem):
                yield item
                continue
            at = msgspec.structs.replace(item.location or Location(), date=file.date)
            finding = msgspec.structs.replace(item, location=at, action=self._action(item, file.path, source))
            reviewed = self._reviewed(finding, file.path, source, new)
            if reviewed.hidden:
                summary.hidden[reviewed.hidden] = summary.hidden.get(reviewed.hidden, 0) + 1
            else:
                summary.add(finding)
            yield reviewed

    def _reviewed(self, finding: Finding, path: str, source: Source, new: _Lines) -> Reviewed:
        place = source.place(finding)
        line, column = (source.lines[place[0]], place[1]) if place else ("", 0)
        hidden = self._forgiven(finding, path, line) or self._allowed(finding, path)
        if not hidden and place and {finding.rule, finding.entity} & source.ignored.get(place[0], frozenset()):
            hidden = IGNORED
        if not hidden and not new.touch(finding):
            hidden = UNCHANGED
        value = source.value(finding) if self._key or not hidden else None
        entry = ""
        if not hidden and self._known is not None and finding.action is Action.BLOCK and value is not None:
            entry = self._known.entry(path, finding, value)
            hidden = KNOWN if entry else ""
        token = self._token(path, finding, value) if self._key and value is not None else b""
        text = (
            shape(line, column, column + finding.end - finding.start, self._own_words) if place and not hidden else ""
        )
        return Reviewed(finding, hidden, text, entry, token)

    def _action(self, finding: Finding, path: str, source: Source) -> Action:
        if self.scanner.context is not Context.COMMIT or finding.entity in self.settings.policy.entities:
            return finding.action
        from pii_guard.sourcecode.forgive import commit_action  # noqa: PLC0415 - most commits have no findings

        place = source.place(finding)
        return commit_action(finding, path, source.lines[place[0]] if place else "")

    def _forgiven(self, finding: Finding, path: str, line: str) -> str:
        if self.scanner.context is not Context.COMMIT:
            return ""
        from pii_guard.sourcecode.forgive import forgiven  # noqa: PLC0415 - most commits have no findings

        return forgiven(finding, self.scanner.pack.entities[finding.entity].group, path, line)

    def _allowed(self, finding: Finding, path: str) -> str:
        if not self.settings.allow:
            return ""
        from pii_guard.review.allowed import is_allowed  # noqa: PLC0415 - most repositories allow nothing

        return ALLOWED if any(is_allowed(finding, path, allow) for allow in self.settings.allow) else ""

    def _token(self, path: str, finding: Finding, value: str) -> bytes:
        import hashlib  # noqa: PLC0415 - for histories only

        text = f"{path}\0{finding.rule}\0{value}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(text, key=self._key, digest_size=16).digest()

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """The words of the rules' own cues: they say nothing of anybody."""
        phrases = (
            p for rule in self.scanner.pack.rules.values() for cue in rule.cues for p in (*cue.words, *cue.fields)
        )
        return frozenset(word for phrase in phrases for word in phrase.lower().split() if word.isalpha())


class _Lines:
    """The new lines of a file, found out once and only when needed."""

    def __init__(self, file: File, source: Source) -> None:
        self._file = file
        self._source = source

    @cached_property
    def _added(self) -> frozenset[int] | None:
        added = self._file.added()
        # Where git counts lines otherwise than we do, as in UTF-16, every line is new: rather too much than too little.
        return None if added is not None and not self._source.has_git_lines else added

    def touch(self, finding: Finding) -> bool:
        """Whether the finding stands on a new line; what stands on no line, as in a workbook, is always new."""
        if self._added is None:
            return True
        lines = self._source.span(finding)
        return not lines or not self._added.isdisjoint(lines)
