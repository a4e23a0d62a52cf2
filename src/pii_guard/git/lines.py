"""Which lines of a file are new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.deferred import deferred

if TYPE_CHECKING:
    from pii_guard.git.changes import Change
    from pii_guard.git.command import Repository

_HUNK = deferred(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


def added_lines(repository: Repository, change: Change) -> frozenset[int] | None:
    """The numbers, from 1, of lines that no parent had; None where every line is new.

    Lines that differ only in their white space, such as after a change of line ends or indentation, are not new.
    """
    if not change.before:
        return None
    common: frozenset[int] | None = None
    for old in dict.fromkeys(change.before):
        lines = _against(repository, old, change.blob)
        common = lines if common is None else common & lines
    return common


def _against(repository: Repository, old: str, new: str) -> frozenset[int]:
    if old == new:
        return frozenset()
    # Blank lines do not count, but white space inside a line does: "1 2" made "12" is a new number.
    out = repository.run(
        "diff", "--unified=0", "--text", "-b", "--no-ext-diff", "--no-textconv", "--no-color", old, new
    )
    lines: set[int] = set()
    for match in _HUNK.finditer(out):
        start, count = int(match[1]), int(match[2] or 1)
        lines.update(range(start, start + count))
    return frozenset(lines)
