"""Check digits and numbering plans: pure functions from a string to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pii_guard.validators.verdict import Verdict

VALIDATORS: Mapping[str, Callable[[str], Verdict | None]] = {}
