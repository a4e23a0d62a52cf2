"""What is known about words, looked up once and remembered: as quick as a dictionary, and bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
T = TypeVar("T")
_MOST = 65536
"""Words; all are forgotten when more were met, which running text seldom does."""


class remembered(dict[K, T]):  # noqa: N801 - used as a function is
    """A word, or words, to what ``find`` says about it."""

    def __init__(self, find: Callable[[K], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: K) -> T:
        found = self._find(word)
        if len(self) >= _MOST:
            self.clear()
        self[word] = found
        return found
