"""Where a place in an XML document is: the elements that are open, and which of them stand for records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pii_guard.readers import markup

if TYPE_CHECKING:
    from collections.abc import Sequence

DEEPEST = 100
"""Open elements whose names are kept; what lies deeper has the path of the last of them."""
_LONGEST_NAME = 60
_DEEPEST_RECORD = 6


class Elements:
    """The elements that are open. Their path is bounded, so that no nesting makes a place dear to tell."""

    def __init__(self, names: Sequence[str] = (), deeper: int = 0) -> None:
        """``deeper`` is how many are open below the last of ``names``."""
        self.names = list(names)
        self.deeper = deeper
        self.path = ".".join(self.names)

    def follow(self, token: markup.Token) -> bool:
        """Open or close an element; False where it closes another than the innermost."""
        name = token.name[:_LONGEST_NAME]
        if token.kind == "open":
            if len(self.names) < DEEPEST:
                self.names.append(name)
                self.path = f"{self.path}.{name}" if self.path else name
            else:
                self.deeper += 1
        elif token.kind == "close":
            if self.deeper:
                self.deeper -= 1
                return True
            matches = self.names[-1:] == [name]
            if name in self.names:
                del self.names[len(self.names) - 1 - self.names[::-1].index(name) :]
                self.path = ".".join(self.names)
            return matches
        return True

    def below(self, token: markup.Token) -> str:
        """The path of an element that begins here."""
        name = token.name[:_LONGEST_NAME]
        return f"{self.path}.{name}" if self.path else name


def record_path(text: str) -> str:
    """The path of the elements that stand for records, or an empty text.

    They are those that come again and again, the nearest to the root; of several so near, the most frequent.
    """
    opened = Elements()
    counts: Counter[tuple[int, str]] = Counter()
    for token in markup.tokens(text):
        if token.kind in {"open", "empty"} and len(opened.names) < _DEEPEST_RECORD:
            counts[len(opened.names), opened.below(token)] += 1
        opened.follow(token)
    repeated = [(depth, -count, path) for (depth, path), count in counts.items() if count > 1]
    return min(repeated, default=(0, 0, ""))[2]
