"""Very many words with a short text on each, packed so that one is looked up without the others being decoded."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NUMBER: Final = "I"
_SIZE = array(_NUMBER).itemsize


class Lookup:
    r"""A read-only mapping over packed bytes, which are of this kind of machine.

    The words stand in buckets by their checksum, as lines ``word``, tab, ``text``. First stands where each bucket
    begins.

    >>> lookup = Lookup(Lookup.pack({"kreft": "3 17", "sliten": "4"}))
    >>> lookup.get("kreft"), lookup.get("krefter")
    ('3 17', '')
    """

    def __init__(self, packed: bytes | memoryview) -> None:
        """``packed`` is what ``pack`` made."""
        self._packed = memoryview(packed)
        first = int.from_bytes(packed[:_SIZE], "little")
        self._starts = self._packed[_SIZE:first].cast(_NUMBER)
        self._buckets = len(self._starts) - 1

    def get(self, word: str) -> str:
        """The text on the word, "" where there is none."""
        line = f"\n{word}\t".encode()
        number = crc32(line) % self._buckets
        bucket = bytes(self._packed[self._starts[number] : self._starts[number + 1]])
        return bucket.partition(line)[2].partition(b"\n")[0].decode()

    def items(self) -> Iterator[tuple[str, str]]:
        """Every word with its text."""
        for line in bytes(self._packed[self._starts[0] :]).decode().split("\n"):
            word, tab, text = line.partition("\t")
            if tab:
                yield word, text

    def starting(self, prefix: str) -> list[str]:
        """The words that start so, with a prefix of a letter at least, found by reading all of them."""
        line, found, at, packed = f"\n{prefix}".encode(), [], self._starts[0], bytes(self._packed)
        while (at := packed.find(line, at)) >= 0:
            found.append(packed[at + 1 : packed.index(b"\t", at)].decode())
            at += len(line)
        return found

    @staticmethod
    def pack(texts: Mapping[str, str]) -> bytes:
        """Pack words and texts, none of which holds a tab or a line break."""
        buckets: list[list[bytes]] = [[] for _ in range(max(1, len(texts)))]
        for word, text in texts.items():
            line = f"\n{word}\t".encode()
            buckets[crc32(line) % len(buckets)].append(line + text.encode())
        begin = _SIZE * (len(buckets) + 2)
        starts = array(_NUMBER, [begin])
        joined = [b"".join(bucket) for bucket in buckets]
        for bucket in joined:
            starts.append(starts[-1] + len(bucket))
        return b"".join([begin.to_bytes(_SIZE, "little"), starts.tobytes(), *joined, b"\n"])
