"""What the command's exit code means."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from pii_guard.model import Action

if TYPE_CHECKING:
    from pii_guard.model import Summary


class ExitCode(IntEnum):
    """Part of the public contract."""

    CLEAN = 0
    FINDINGS = 1
    """Findings at or above what the run fails on."""
    CONFIG = 2
    """Usage, policy or rules are wrong."""
    INCOMPLETE = 3
    """Something could not be read or scanned, or nothing was: never to be taken for clean."""
    INTERRUPTED = 130


_FAILING = {
    Action.BLOCK: (Action.BLOCK,),
    Action.WARN: (Action.BLOCK, Action.WARN),
    Action.REPORT: (Action.BLOCK, Action.WARN, Action.REPORT),
}


def of(summary: Summary, fail_on: Action = Action.BLOCK) -> ExitCode:
    """The code of a run: incomplete before findings before clean."""
    if summary.problems or summary.unread or not summary.files:
        return ExitCode.INCOMPLETE
    if any(summary.actions.get(action) for action in _FAILING[fail_on]):
        return ExitCode.FINDINGS
    return ExitCode.CLEAN
