"""Inline ignores: a comment that lets a finding on its line pass, by rule and with a reason.

``# pii-guard: ignore[no-national-id] number of nobody, from the specification`` on the line itself, or
``pii-guard: ignore-next-line[...]`` on the line above; in a comment of any language, since only what stands behind
its opening mark is read. A rule or entity must be named and a reason given: an ignore without either ignores nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.deferred import deferred

if TYPE_CHECKING:
    from pii_guard.model import Finding

MARK = "pii-guard: ignore"
_IGNORE = deferred(r"pii-guard: ignore(-next-line)?\[([A-Za-z0-9_, -]+)\][ \t:]+([^\n]*)")
_CLOSING = deferred(r"\s*(?:>%?--|/\*|\)\*|\}[#%-]|\]\]|[\"'`,;)}])*")
"""What closes a comment, read from its end: so no run of quotes is tried in more ways than one."""
_WORD = deferred(r"\w{2}")


def suppress(text: str, findings: list[Finding]) -> list[Finding]:
    """The findings but those that comments in ``text`` ignore."""
    if not findings or MARK not in text:
        return findings
    ignored = ignored_lines(text)
    if not ignored:
        return findings
    lines = _LineNumbers(text)
    nothing: frozenset[str] = frozenset()
    return [f for f in findings if not {f.rule, f.entity} & ignored.get(lines.of(f.start), nothing)]


class _LineNumbers:
    """Line numbers, from 0, of places asked for in order: each stretch of the text is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = self._line = 0

    def of(self, place: int) -> int:
        self._line += self._text.count("\n", self._place, place)
        self._place = place
        return self._line


def ignored_lines(text: str) -> dict[int, frozenset[str]]:
    """Line number, from 0, to the rules and entities that are ignored there."""
    lines: dict[int, frozenset[str]] = {}
    numbers = _LineNumbers(text)
    for match in _IGNORE.finditer(text):
        if not _gives_reason(match[3]):
            continue
        line = numbers.of(match.start()) + (1 if match[1] else 0)
        rules = frozenset(rule.strip() for rule in match[2].split(","))
        lines[line] = lines.get(line, frozenset()) | rules
    return lines


def _gives_reason(rest: str) -> bool:
    """Whether a word stands in the rest of the line before what closes the comment."""
    closing = _CLOSING.match(rest[::-1])
    return _WORD.search(rest, 0, len(rest) - (closing.end() if closing else 0)) is not None
