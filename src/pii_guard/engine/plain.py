"""The same search in plain Python, for machines for which there is no Hyperscan: slow, and with equal results.

Words are looked up at every place; for an expression ``re`` finds where a match begins, and its parse tree is walked
for all places where one that begins there may end.
"""

from __future__ import annotations

import re
from operator import itemgetter
from re import _constants as codes  # type: ignore[attr-defined] # the standard library has no public parse tree
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"[a-z0-9 ]+")
_WORD_BYTE = re.compile(rb"\w")
_CLASSES = {
    codes.CATEGORY_DIGIT: re.compile(rb"\d"),
    codes.CATEGORY_NOT_DIGIT: re.compile(rb"\D"),
    codes.CATEGORY_SPACE: re.compile(rb"\s"),
    codes.CATEGORY_NOT_SPACE: re.compile(rb"\S"),
    codes.CATEGORY_WORD: _WORD_BYTE,
    codes.CATEGORY_NOT_WORD: re.compile(rb"\W"),
}
_LONGEST_PREFIX = 4
_UNKNOWN = "an anchor is an expression that cannot be searched for without Hyperscan"
_by_end = itemgetter(1)


class PlainMatcher:
    """Expressions to be searched for in one call. Immutable; safe to use from several threads."""

    def __init__(self, serialized: bytes) -> None:
        """Load what ``build`` made."""
        self._words: dict[bytes, list[int]] = {}
        self._expressions: list[tuple[int, re.Pattern[bytes], Any]] = []
        for number, expression in enumerate(msgspec.msgpack.decode(serialized, type=list[str])):
            if _WORD.fullmatch(expression):
                self._words.setdefault(expression.encode("ascii"), []).append(number)
            else:
                beginning = re.compile(f"(?={expression})".encode("latin-1"))
                self._expressions.append((number, beginning, parser.parse(expression.encode("latin-1"))))
        self._prefix = min([_LONGEST_PREFIX, *map(len, self._words)])
        self._lengths: dict[bytes, set[int]] = {}
        for word in self._words:
            self._lengths.setdefault(word[: self._prefix], set()).add(len(word))

    @staticmethod
    def build(expressions: Sequence[str]) -> bytes:
        """Keep expressions of the common subset of ``re`` and Hyperscan; returns them serialized."""
        return msgspec.msgpack.encode(list(expressions))

    @staticmethod
    def key() -> str:
        """What a serialized automaton depends on beside its expressions."""
        return "plain"

    def scan(self, data: bytes) -> list[tuple[int, int]]:
        """Every (number of an expression, end offset in bytes) of a match in ``data``, by end offset."""
        found = list(self._met_words(data))
        for number, beginning, tree in self._expressions:
            ends = {end for match in beginning.finditer(data) for end in _ends(tree, data, {match.start()})}
            found += [(number, end) for end in ends]
        found.sort(key=_by_end)
        return found

    def _met_words(self, data: bytes) -> Iterator[tuple[int, int]]:
        prefix, lengths, words = self._prefix, self._lengths, self._words
        for start in range(len(data)):
            for length in lengths.get(data[start : start + prefix], ()):
                word = data[start : start + length]
                if len(word) == length:
                    yield from ((number, start + length) for number in words.get(word, ()))


def _ends(tree: Iterable[tuple[Any, Any]], data: bytes, starts: set[int]) -> set[int]:
    """Where matches of the whole ``tree`` may end that begin at one of ``starts``."""
    places = starts
    for operation, argument in tree:
        places = _after(operation, argument, data, places)
    return places


def _after(operation: Any, argument: Any, data: bytes, places: set[int]) -> set[int]:
    """Where matches of one node may end that begin at one of ``places``."""
    if operation is codes.BRANCH:
        return {end for branch in argument[1] for end in _ends(branch, data, places)}
    if operation is codes.SUBPATTERN:
        return _ends(argument[-1], data, places)
    if operation in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        least, most, part = argument
        return _repeated(least, int(most), part, data, places)
    if operation is codes.AT:
        return {place for place in places if _is_at(argument, data, place)}
    return {place + 1 for place in places if place < len(data) and _is_one(operation, argument, data[place])}


def _repeated(least: int, most: int, tree: Any, data: bytes, places: set[int]) -> set[int]:
    """Where ``least`` to ``most`` matches in a row may end; ``most`` may be more than any text has room for."""
    done = set(places) if least == 0 else set()
    for count in range(1, min(most, len(data) + 1) + 1):
        places = _ends(tree, data, places)
        if count >= least:
            places -= done
            done |= places
        if not places:
            break
    return done


def _is_at(where: Any, data: bytes, place: int) -> bool:
    if where is codes.AT_BEGINNING:
        return place == 0
    if where is codes.AT_END:
        return place == len(data) or (place == len(data) - 1 and data.endswith(b"\n"))
    before, behind = (_WORD_BYTE.match(part) for part in (data[max(0, place - 1) : place], data[place : place + 1]))
    is_boundary = (before is None) is not (behind is None)
    if where in {codes.AT_BOUNDARY, codes.AT_NON_BOUNDARY}:
        return is_boundary is (where is codes.AT_BOUNDARY)
    raise NotImplementedError(_UNKNOWN)


def _is_one(operation: Any, argument: Any, byte: int) -> bool:
    """Whether a byte is what a node of a single character asks for."""
    if operation is codes.IN:
        is_negated = argument[0][0] is codes.NEGATE
        return any(_is_one(kind, value, byte) for kind, value in argument[is_negated:]) is not is_negated
    if operation is codes.RANGE:
        return bool(argument[0] <= byte <= argument[1])
    if operation is codes.CATEGORY:
        return _CLASSES[argument].match(bytes([byte])) is not None
    if operation is codes.NOT_LITERAL:
        return bool(byte != argument)
    if operation is codes.LITERAL:
        return bool(byte == argument)
    if operation is codes.ANY:
        return byte != ord("\n")
    raise NotImplementedError(_UNKNOWN)
