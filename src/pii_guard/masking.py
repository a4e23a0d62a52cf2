"""The only makers of safe text: masks for a value, and redacted copies of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from pii_guard.model import Finding

_LONGEST_MASK = 12
_WORD = r"[^\W_]+(?:[-'’.@+][^\W_]+)*"
_DOTS = r"···(?: ···)+"
_BEFORE, _AFTER = 60, 40


def mask(length: int) -> str:
    """Asterisks for a value of ``length`` code points; long values are not told apart by length."""
    return "*" * min(length, _LONGEST_MASK)


def shape(line: str, start: int, end: int, keep: Container[str]) -> str:
    """The surroundings of ``line[start:end]``: marks stay, the value becomes a mask and every word dots.

    Words are kept only where they are in ``keep``, in small letters: those of our own rules. What was not found may
    be personal too.

    >>> shape('kunde["fnr"] = "15125750157"  # Kari', 16, 27, {"fnr"})
    '···["fnr"] = "***********"  # ···'
    """

    def masked(part: str) -> str:
        words = re.sub(_WORD, lambda match: match[0] if match[0].lower() in keep else "···", part)
        return re.sub(_DOTS, "···", words)

    cut = max(0, start - _BEFORE)
    before, after = masked(line[cut:start]), masked(line[end : end + _AFTER])
    more = "…" if len(line) > end + _AFTER else ""
    return f"{'…' if cut else ''}{before}{mask(end - start)}{after}{more}".strip()


def redact(text: str, findings: Sequence[Finding], names: Mapping[str, str]) -> str:
    """``text`` with each finding replaced by its label; everything else is unchanged.

    Overlapping findings are replaced once, as one stretch with the first one's label.
    """
    out: list[str] = []
    position = 0
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if finding.start >= position:
            out.append(text[position : finding.start])
            out.append(f"[{names.get(finding.entity, finding.entity)}]")
        position = max(position, finding.end)
    out.append(text[position:])
    return "".join(out)
