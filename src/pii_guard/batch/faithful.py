"""When a copy would not be whole, or would keep what was found: then there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.errors import PiiGuardError
from pii_guard.model import Location, ReadProblem

if TYPE_CHECKING:
    from pii_guard.batch.run import Step

NO_WRITER = "this format can be read and not be redacted; no copy was made"
NOT_TEXT = "the file is not text; this format cannot be redacted"


class RedactionError(PiiGuardError):
    """A file could not be redacted faithfully; no copy was made. The message names file and reason."""

    def __init__(self, at: Location, problem: str) -> None:
        self.at = at
        self.problem = problem
        super().__init__(f"{at}: {problem}")

    def __reduce__(self) -> tuple[type[RedactionError], tuple[Location, str]]:
        return type(self), (self.at, self.problem)


def refuse_unread(step: Step) -> None:
    """Raise ``RedactionError`` where a step was not read: the copy would not be whole."""
    for item in step.outcome.items:
        if isinstance(item, ReadProblem) and not item.scanned:
            raise RedactionError(item.at, item.message)
    if step.skipped:
        raise RedactionError(Location(step.path.as_posix()), NOT_TEXT)
