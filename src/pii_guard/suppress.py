"""Inline ignores: a comment that lets a finding on its line pass, by rule and with a reason.

``# pii-guard: ignore[no-national-id] number of nobody, from the specification`` on the line itself, or
``pii-guard: ignore-next-line[...]`` on the line above; in a comment of any language, since only what stands behind
its opening mark is read. A rule or entity must be named and a reason given: an ignore without either ignores nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pii_guard.model import Finding

MARK = "pii-guard: ignore"
_IGNORE = re.compile(r"pii-guard: ignore(-next-line)?\[([A-Za-z0-9_, -]+)\][ \t:]+([^\n]*)")
_CLOSING = re.compile(r"(?:--%?>|\*/|\*\)|#\}|%\}|\]\]|-\}|\"\"\"|[\"'`,;)}])+\s*$")
_WORD = re.compile(r"\w{2}")


def suppress(text: str, findings: list[Finding]) -> list[Finding]:
    """The findings but those that comments in ``text`` ignore."""
    if not findings or MARK not in text:
        return findings
    ignored = ignored_lines(text)
    nothing: frozenset[str] = frozenset()
    return [f for f in findings if not {f.rule, f.entity} & ignored.get(text.count("\n", 0, f.start), nothing)]


def ignored_lines(text: str) -> dict[int, frozenset[str]]:
    """Line number, from 0, to the rules and entities that are ignored there."""
    lines: dict[int, frozenset[str]] = {}
    for match in _IGNORE.finditer(text):
        if not _WORD.search(_CLOSING.sub("", match[3])):
            continue
        line = text.count("\n", 0, match.start()) + (1 if match[1] else 0)
        rules = frozenset(rule.strip() for rule in match[2].split(","))
        lines[line] = lines.get(line, frozenset()) | rules
    return lines
