"""What a validator says of a value."""

from __future__ import annotations

from typing import NamedTuple


class Verdict(NamedTuple):
    """A graded answer. A validator returns None for a value that cannot be what it checks."""

    status: str
    """Key into the rule's ``scores``, such as ``valid``, ``relaxed`` or ``invalid``."""
    kind: str | None = None
    """A closer name for the finding, such as ``d-nummer``."""
    reason: str = ""
    """The verdict in words for the finding's reasons: "both check digits are right"."""
