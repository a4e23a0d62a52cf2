"""Whether the settings let a finding pass."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING

from pii_guard.globs import matches

if TYPE_CHECKING:
    from pii_guard.model import Finding
    from pii_guard.settings import Allow


def is_allowed(finding: Finding, path: str, allow: Allow) -> bool:
    """Whether all conditions of one ``allow`` entry hold."""
    if allow.paths and not matches(path, allow.paths):
        return False
    if allow.rules and finding.rule not in allow.rules and finding.entity not in allow.rules:
        return False
    return not allow.fields or _in_field(finding, allow.fields)


def _in_field(finding: Finding, fields: tuple[str, ...]) -> bool:
    """Whether the finding's field, by its whole path or its last name, is one of ``fields``."""
    name = finding.location.field if finding.location else None
    if name is None:
        return False
    names = (name.lower(), name.rpartition(".")[2].lower())
    return any(_compiled(pattern.lower()).match(one) for pattern in fields for one in names)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    # Brackets stand for themselves: ``comments[*].body``.
    return re.compile(translate(pattern.replace("[", "[[]")))
