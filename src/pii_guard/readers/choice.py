"""Which records of a file are looked at: all, the first ones, or a share of them."""

from __future__ import annotations

from pii_guard.readers.options import Options


class Choice:
    """Says of the records of a segment, by number from 0, which are wanted; the same in every run."""

    def __init__(self, options: Options, offset: int = 0) -> None:
        """``offset`` is where the segment begins: else all segments of a file would draw alike."""
        self._limit = options.limit
        self._share = options.sample
        self._offset = offset

    @property
    def is_all(self) -> bool:
        """Whether every record is wanted."""
        return self._limit is None and self._share is None

    def __call__(self, number: int) -> bool:
        """Whether a record is wanted."""
        if self._limit is not None and number >= self._limit:
            return False
        return self._share is None or _drawn(self._offset, number) < self._share


ALL = Choice(Options())
"""Every record."""


def _drawn(offset: int, number: int) -> float:
    """A number from 0 to 1 that any process draws alike, whatever it has drawn before."""
    from hashlib import blake2b  # noqa: PLC0415 - slow to import, and needed for samples only

    return int.from_bytes(blake2b(b"%d %d" % (offset, number), digest_size=8).digest(), "big") / 2**64
