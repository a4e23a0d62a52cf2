"""What a redacted copy has in place of findings, told from findings that were left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.masking import Style
from pii_guard.synthetic import is_synthetic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pii_guard.model import Finding
    from pii_guard.readers import Block

    Ours = Callable[[str, Finding], bool]
    """Whether a finding in a text is one that the copy put there."""


def ours(style: Style, labels: Mapping[str, str]) -> Ours:
    """The test for copies of a style."""
    names = "|".join(re.escape(label) for label in labels.values())
    label = re.compile(rf"\[(?:{names})(?:-[A-Z]{{8}})?\]")
    longest = max(map(len, labels.values()), default=0) + len("[-ABCDEFGH]")

    def is_ours(text: str, finding: Finding) -> bool:
        if style is Style.SYNTHETIC and is_synthetic(finding.entity, text[finding.start : finding.end]):
            return True
        start = text.rfind("[", max(0, finding.start - longest), finding.start + 1)
        return start >= 0 and (match := label.match(text, start)) is not None and match.end() >= finding.end

    return is_ours


def without_ours(
    found: Sequence[tuple[int, list[Finding]]], block: Block, is_ours: Ours
) -> list[tuple[int, list[Finding]]]:
    """The findings that were left."""
    kept = [(n, [f for f in findings if not is_ours(block.texts[n].text, f)]) for n, findings in found]
    return [(number, findings) for number, findings in kept if findings]
