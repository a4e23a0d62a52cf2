"""The strings and numbers of a JSON text, with their paths and their places."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pii_guard.model import LocatedText, Location
from pii_guard.readers.choice import ALL
from pii_guard.readers.fields import LONGEST_MACHINE, TELLING, about, folded, is_plain_name, without_indices
from pii_guard.readers.record import NOTHING, About, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.readers.choice import Choice
    from pii_guard.readers.fields import Fields
    from pii_guard.readers.record import Found, Placed

Stack = list["int | str | None"]

_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}\[\],:]|true|false|null|NaN|-?Infinity', re.DOTALL
)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_SHORTEST_NUMBER = 5
"""Digits below which a number is no text: counts, flags and prices are most of an export."""


class Number(str):
    """A number, spelled as in the source."""

    __slots__ = ()


class Pairs(list["tuple[str, Any]"]):
    """The members of an object, repeated keys included."""

    __slots__ = ()


_DECODER = json.JSONDecoder(object_pairs_hook=Pairs, parse_int=Number, parse_float=Number, strict=False)


class Value(NamedTuple):
    """A string, number or telling key: where it stands, without quotes, and what leads to it."""

    start: int
    end: int
    path: str
    is_string: bool


def parse(text: str) -> Any:
    """The document, objects as ``Pairs`` and numbers as spelled, or None where ``text`` is not JSON."""
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def keys_of(document: Any, depth: int = 4) -> Iterator[str]:
    """The keys of a document and, some way down, of what is in it."""
    if depth and isinstance(document, Pairs):
        for key, value in document:
            yield key
            yield from keys_of(value, depth - 1)
    elif depth and isinstance(document, list):
        for value in document[:2]:
            yield from keys_of(value, depth - 1)


class _Text(NamedTuple):
    text: str
    path: str
    key: str | None
    about: About
    element: int | None
    """Which element of the document's outermost array it stands in."""


class _Walk(NamedTuple):
    """Where a walk through a document stands."""

    path: str
    key: str | None
    about: About = NOTHING
    element: int | None = None

    def texts(self, document: Any) -> Iterator[_Text]:
        """Every string and number, and every key that looks like a value, in the order of the source."""
        if isinstance(document, str):
            yield _Text(document, self.path, self.key, self.about, self.element)
        elif isinstance(document, Pairs):
            told = _told(document, self.about)
            for name, value in document:
                plain = is_plain_name(name)
                step = name if plain else "*"
                below = _Walk(
                    f"{self.path}.{step}" if self.path else step, name if plain else self.key, told, self.element
                )
                if not plain:
                    yield _Text(name, below.path, None, told, self.element)
                yield from below.texts(value)
        elif isinstance(document, list):
            below = self._replace(path=f"{self.path}[]")
            for number, value in enumerate(document):
                outer = below if self.element is not None else below._replace(element=number)
                yield from outer.texts(value)


def _told(members: Pairs, outer: About) -> About:
    """What an object tells of itself, or else the one round it."""
    telling: dict[str, str] = {}
    for key, value in members:
        if (name := folded_key(key)) in TELLING:
            if isinstance(value, Pairs):
                telling.update(
                    (name, inner) for at, inner in value if at in {"channel", "type"} and isinstance(inner, str)
                )
            elif isinstance(value, str):
                telling.setdefault(name, value)
    if not telling:
        return outer
    own = about(telling)
    return About(own.month or outer.month, own.channel or outer.channel)


folded_key = lru_cache(maxsize=4096)(folded)


def json_record(
    raw: str,
    document: Any,
    place: Location,
    fields: Fields,
    choice: Choice = ALL,
    stack: Stack | None = None,
    *,
    is_run: bool = False,
) -> JsonRecord:
    """A JSON text, parsed, as a record: its strings and numbers as texts.

    ``choice`` is of the elements of its outermost arrays. ``stack`` leads to a part of a document; with ``is_run`` the
    part is some elements of an array, without brackets.
    """
    outer = (stack or [])[:-1] if is_run else stack or []
    walk = _Walk(_path(outer, numbered=False), _key(outer))
    record = JsonRecord(raw, place, stack or [])
    elements = 1
    for number, item in enumerate(walk.texts(document)):
        text = item.text
        if item.element is not None and item.element >= elements:
            elements = item.element + 1
        role = fields.role(item.path, item.key)
        is_number = isinstance(text, Number)
        if (
            not role.scan
            or (role.machine and len(text) <= LONGEST_MACHINE)
            or (is_number and len(text) < _SHORTEST_NUMBER)
            or not text
            or (item.element is not None and not choice(item.element))
        ):
            continue
        record.add(number, LocatedText(str(text), place, role.meaning), item.about, is_literal=is_number)
    record.records = elements
    return record


def json_fragment(raw: str, place: Location, fields: Fields, stack: Stack) -> JsonRecord:
    """A stretch of JSON that is no document by itself."""
    record = JsonRecord(raw, place, stack)
    record.records = 0
    for number, value in enumerate(_values(raw, list(stack))):
        path = without_indices(value.path)
        key = path.rpartition(".")[2].removesuffix("[]") or None
        role = fields.role(path, key)
        text = _decoded(raw, value)
        if role.scan and len(text) > (LONGEST_MACHINE if role.machine else 0):
            record.add(number, LocatedText(text, place, role.meaning), NOTHING, is_literal=not value.is_string)
    return record


class JsonRecord(Record):
    """A record whose places are worked out only when something is found."""

    def __init__(self, raw: str, place: Location, stack: Stack) -> None:
        """``stack`` is what leads to the text ``raw``."""
        self._gathered: list[LocatedText] = []
        self._numbers: list[int] = []
        self._abouts: list[About] = []
        self._quoteless: set[int] = set()
        super().__init__(
            raw, self._gathered, place.line or 1, self._value_offsets, literals=self._quoteless, escape=_escaped
        )
        self._stack = stack
        self._values: list[Value] | None = None

    def add(self, number: int, text: LocatedText, told: About, *, is_literal: bool) -> None:
        """Take a text; ``number`` says which of the values in ``raw`` it is."""
        if is_literal:
            self._quoteless.add(len(self._gathered))
        self._gathered.append(text)
        self._numbers.append(number)
        self._abouts.append(told)

    def place(self, found: Found) -> Iterator[Placed]:
        """The findings where they stand, each with what its object tells."""
        for placed in super().place(found):
            yield placed._replace(about=self._abouts[placed.number])

    def _value(self, index: int) -> Value:
        if self._values is None:
            self._values = list(_values(self.raw, list(self._stack)))
        return self._values[self._numbers[index]]

    def _value_offsets(self, index: int) -> Sequence[int]:
        return _offsets(self.raw, self._value(index))

    def locate(self, index: int, position: int) -> Location:
        """Where code point ``position`` of text ``index`` stands, with the path to it."""
        at = super().locate(index, position)
        return Location(at.source, at.line, at.column, at.record, self._value(index).path or None)


def _decoded(raw: str, value: Value) -> str:
    inner = raw[value.start : value.end]
    return str(json.loads(f'"{inner}"', strict=False)) if value.is_string and "\\" in inner else inner


def _values(raw: str, stack: Stack) -> Iterator[Value]:  # noqa: C901, PLR0912 - one branch for each kind of token
    """Walk the tokens with a stack of keys and positions."""
    expects_key = bool(stack) and not isinstance(stack[-1], int)
    for token in _TOKEN.finditer(raw):
        text = token[0]
        if text == "{":
            stack.append(None)
            expects_key = True
        elif text == "[":
            stack.append(0)
            expects_key = False
        elif text in "}]":
            if stack:
                stack.pop()
            expects_key = False
        elif text == ",":
            if stack and isinstance(stack[-1], int):
                stack[-1] += 1
            else:
                expects_key = True
        elif text == ":":
            expects_key = False
        elif text[0] == '"' and expects_key and stack:
            name = str(json.loads(text, strict=False))
            start, end = token.span()
            stack[-1] = name if is_plain_name(name) else "*"
            if stack[-1] == "*":
                yield Value(start + 1, end - 1, _path(stack), is_string=True)
        elif text[0] == '"' or text[0] in "-0123456789":
            is_string = text[0] == '"'
            if text == "-Infinity":
                continue
            start, end = token.span()
            yield Value(start + is_string, end - is_string, _path(stack), is_string)


def _path(stack: Sequence[int | str | None], *, numbered: bool = True) -> str:
    """``ticket.comments[2].body``."""
    parts: list[str] = []
    for step in stack:
        if isinstance(step, int):
            parts.append(f"[{step}]" if numbered else "[]")
        else:
            parts.append(f".{step}" if parts else str(step))
    return "".join(parts)


def _key(stack: Sequence[int | str | None]) -> str | None:
    """The nearest object key."""
    return next((step for step in reversed(stack) if isinstance(step, str)), None)


def _offsets(raw: str, value: Value) -> Sequence[int]:
    """For each code point of the value, and its end, the position in ``raw``."""
    if not value.is_string or "\\" not in raw[value.start : value.end]:
        return range(value.start, value.end + 1)
    offsets: list[int] = []
    position = value.start
    while position < value.end:
        offsets.append(position)
        escape = _ESCAPE.match(raw, position, value.end) if raw[position] == "\\" else None
        position = escape.end() if escape else position + 1
    offsets.append(value.end)
    return offsets


def _escaped(replacement: str) -> str:
    return json.dumps(replacement, ensure_ascii=False)[1:-1]
