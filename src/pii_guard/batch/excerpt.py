"""Words around a finding, with every finding among them masked: made here, where the text is."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from pii_guard.deferred import deferred

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pii_guard.model import Finding

_CONTROLS = deferred(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


class Excerpts:
    """Makes excerpts of a width; of width 0 there are none."""

    def __init__(self, width: int, labels: Mapping[str, str]) -> None:
        self._width = width
        self._labels = labels

    def of(self, text: str, findings: Sequence[Finding], finding: Finding) -> str | None:
        """The finding as its label in double brackets, between whole words of its surroundings."""
        if not self._width:
            return None
        number = bisect_left(findings, finding.start, key=lambda one: one.start)
        before = "".join(reversed(self._enough(self._leftwards(text, findings, number))))
        after = "".join(self._enough(self._rightwards(text, findings, number)))
        left, right = _end(before, self._width), _start(after, self._width)
        return _CONTROLS.sub(" ", f"{left}[[{self._label(finding)}]]{right}").strip()

    def _label(self, finding: Finding) -> str:
        return self._labels.get(finding.entity, finding.entity)

    def _leftwards(self, text: str, findings: Sequence[Finding], number: int) -> Iterator[str]:
        """What stands before a finding, the nearest first; other findings are their labels, never half a value."""
        position = findings[number].start
        for at in range(number - 1, -1, -1):
            yield text[max(findings[at].end, position - self._width - 1) : position]
            yield f"[{self._label(findings[at])}]"
            position = findings[at].start
        yield text[max(0, position - self._width - 1) : position]

    def _rightwards(self, text: str, findings: Sequence[Finding], number: int) -> Iterator[str]:
        """The same for what stands behind it."""
        position = findings[number].end
        for at in range(number + 1, len(findings)):
            yield text[position : min(findings[at].start, position + self._width + 1)]
            yield f"[{self._label(findings[at])}]"
            position = findings[at].end
        yield text[position : position + self._width + 1]

    def _enough(self, pieces: Iterator[str]) -> list[str]:
        """Pieces until they are longer than what is shown: a text is not read anew for each of its findings."""
        taken: list[str] = []
        size = 0
        for piece in pieces:
            taken.append(piece)
            size += len(piece)
            if size > self._width:
                break
        return taken


def _end(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[-width:]
    return "… " + (cut[cut.find(" ") + 1 :] if " " in cut else "")


def _start(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[:width]
    return (cut[: cut.rfind(" ")] if " " in cut else "") + " …"
