"""Path patterns as people know them from .gitignore."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_guard.deferred import deferred

_PARTS = deferred(r"\*\*/|/\*\*$|\*\*|\*|\?|[^*?]+")
_MEANING = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=1024)
def compile_glob(pattern: str) -> re.Pattern[str]:
    """An expression that matches, in full, the paths of ``pattern``.

    ``*`` stays within a folder, ``**`` does not. A pattern without a slash is met in every folder, and one for a
    folder, with or without its slash, means all that is in it.

    >>> [bool(compile_glob(p).fullmatch("tests/data/a.csv")) for p in ("*.csv", "tests/", "tests/*.csv", "**/data/*")]
    [True, True, False, True]
    """
    text = pattern.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in text or pattern.startswith("./") else "(?:.*/)?"
    text = text.removeprefix("/")
    body = "".join(_MEANING.get(part, re.escape(part)) for part in _PARTS.findall(text))
    return re.compile(f"{anywhere}{body}(?:/.*)?", re.DOTALL)


def matches(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether ``path`` is one that any pattern means."""
    return any(compile_glob(pattern).fullmatch(path) for pattern in patterns)
