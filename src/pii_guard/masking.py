"""The only makers of safe text: masks for a value, and redacted copies of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pii_guard.model import Finding

_LONGEST_MASK = 12


def mask(length: int) -> str:
    """Asterisks for a value of ``length`` code points; long values are not told apart by length."""
    return "*" * min(length, _LONGEST_MASK)


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
