"""A file's text by line, and what a finding's place in it says."""

from __future__ import annotations

import io
from functools import cached_property
from typing import TYPE_CHECKING

from pii_guard.readers.encoding import decode, detect
from pii_guard.suppress import MARK, ignored_lines

if TYPE_CHECKING:
    from pii_guard.model import Finding

_ESCAPED = 6
"""Code points that one of a value may take up in its source, as ``\\u00e5`` does."""


class Source:
    """The content of a file; decoded only when it is asked for."""

    def __init__(self, path: str, content: bytes) -> None:
        self._path = path
        self._content = content

    def __repr__(self) -> str:
        return f"Source({self._path!r}, <{len(self._content)} bytes>)"

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends' line feed; none for what is no text."""
        encoding = detect(io.BytesIO(self._content))
        if encoding is None:
            return []
        return decode(self._content[len(encoding.bom) :], encoding).text.split("\n")

    @cached_property
    def ignored(self) -> dict[int, frozenset[str]]:
        """Line number, from 0, to the rules and entities that a comment ignores there."""
        text = "\n".join(self.lines)
        return ignored_lines(text) if MARK in text else {}

    @property
    def has_git_lines(self) -> bool:
        """Whether git, which knows bytes only, counts the same lines."""
        return self._content.count(b"\n") + 1 == len(self.lines)

    def place(self, finding: Finding) -> tuple[int, int] | None:
        """Line and column of a finding, from 0; None where it stands in no line of this file, as in a workbook."""
        at = finding.location
        if at is None or at.source != self._path or at.line is None or at.line > len(self.lines):
            return None
        return at.line - 1, (at.column or 1) - 1

    def value(self, finding: Finding) -> str | None:
        """What was found, as the source has it: at least the whole of it, where the source escapes characters."""
        place = self.place(finding)
        if place is None:
            return None
        line, column = place
        length = finding.end - finding.start
        found = self._cut(line, column, length)
        return self._cut(line, column, _ESCAPED * length) if "\\" in found else found

    def span(self, finding: Finding) -> range:
        """The numbers, from 1, of the lines that a finding takes up."""
        place = self.place(finding)
        if place is None:
            return range(0)
        line, column = place
        return range(line + 1, line + 2 + self._cut(line, column, finding.end - finding.start).count("\n"))

    def _cut(self, line: int, column: int, length: int) -> str:
        found = self.lines[line][column : column + length]
        while len(found) < length and line + 1 < len(self.lines):
            line += 1
            found += "\n" + self.lines[line][: length - len(found) - 1]
        return found
