"""What the command's exit code means."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from pii_guard.model import Action, Context

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


def is_incomplete(summary: Summary, context: Context) -> bool:
    """Whether what went wrong keeps a run from being taken for clean: one rule for all commands.

    What was not scanned always does, and in exports an archive or mailbox that nothing here reads. What is broken but
    was scanned as plain text does in exports, where it means that data is damaged; not at input and in commits, where
    people write JSON with comments.
    """
    is_export = context is Context.EXPORT
    return (is_export and summary.unread > 0) or any(is_export or not problem.scanned for problem in summary.problems)


def of(summary: Summary, context: Context, fail_on: Action = Action.BLOCK) -> ExitCode:
    """The code of a run: incomplete before findings before clean."""
    if is_incomplete(summary, context) or not summary.files:
        return ExitCode.INCOMPLETE
    if any(summary.actions.get(action) for action in _FAILING[fail_on]):
        return ExitCode.FINDINGS
    return ExitCode.CLEAN
