"""Words around a finding, with every finding among them masked: made here, where the text is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pii_guard.model import Finding

_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


class Excerpts:
    """Makes excerpts of a width; of width 0 there are none."""

    def __init__(self, width: int, labels: Mapping[str, str]) -> None:
        self._width = width
        self._labels = labels

    def of(self, text: str, findings: Sequence[Finding], finding: Finding) -> str | None:
        """The finding as its label in double brackets, between whole words of its surroundings."""
        if not self._width:
            return None
        before = self._masked(text, [f for f in findings if f.end <= finding.start], 0, finding.start)
        after = self._masked(text, [f for f in findings if f.start >= finding.end], finding.end, len(text))
        label = self._labels.get(finding.entity, finding.entity)
        left, right = _end(before, self._width), _start(after, self._width)
        return _CONTROLS.sub(" ", f"{left}[[{label}]]{right}").strip()

    def _masked(self, text: str, findings: Sequence[Finding], start: int, end: int) -> str:
        """The stretch with its findings as labels, so that a cut never shows half a value."""
        out = []
        position = start
        for finding in findings:
            if finding.start >= position:
                out += [text[position : finding.start], f"[{self._labels.get(finding.entity, finding.entity)}]"]
            position = max(position, finding.end)
        out.append(text[position:end])
        return "".join(out)


def _end(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[-width:]
    return "… " + cut[cut.find(" ") + 1 :]


def _start(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[:width]
    return (cut[: cut.rfind(" ")] if " " in cut else "") + " …"
