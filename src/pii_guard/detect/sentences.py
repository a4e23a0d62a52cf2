"""Where the sentence round a place begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.deferred import deferred

if TYPE_CHECKING:
    import re

_REACH = 300
"""Code points to look on each side: a longer sentence is cut."""
_END = deferred(r"[.!?:;]+[\s\"')]+|\n\s*|\0")
_ABBREVIATION = deferred(
    r"(?:^|[\s(])(?:[a-z]|ca|bl\.a|f\.eks|tlf|nr|mvh|pga|kl|evt|etc|dr|st|pas|pt|inkl|jf|vedr|ref|mnd|tel|mob|adr|innr|oppg|ang|str|gnr|bnr|hr|fr|fra|avd|ang|obs|spm|hj|div|osv|mfl|iht|ift|mht|dvs|feks)$"
)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of the folded ``text`` that holds ``start:end``.

    >>> text = "hei. mor har kols og bor i 3. etg. ring meg"
    >>> text[slice(*sentence(text, 13, 17))]
    'mor har kols og bor i 3. etg. '
    """
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin = low
    for match in _END.finditer(text, low, start):
        if _ends(text, low, match):
            begin = match.end()
    for match in _END.finditer(text, end, high):
        if _ends(text, low, match):
            return begin, match.end()
    return begin, high


def _ends(text: str, low: int, match: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: not behind an abbreviation or an ordinal number."""
    if match[0][0] in ":;":
        return False
    if match[0][0] != ".":
        return True
    before = text[max(low, match.start() - 8) : match.start()]
    return not before[-1:].isdigit() and _ABBREVIATION.search(before) is None
