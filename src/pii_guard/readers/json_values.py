"""The strings and numbers of a JSON text, with their paths and their places."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.model import LocatedText, Location
from pii_guard.readers.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}\[\],:]|true|false|null|NaN|-?Infinity', re.DOTALL
)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)


class Value(NamedTuple):
    """A string or number: where it stands, without quotes, and what leads to it."""

    start: int
    end: int
    path: str
    key: str | None
    is_string: bool


def is_json(text: str) -> bool:
    """Whether ``text`` is a JSON document."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def json_record(raw: str, source: str, line: int, record: int | None) -> Record:
    """A valid JSON text as a record: its strings and numbers as texts."""
    values = list(_values(raw))
    texts = tuple(
        LocatedText(
            _decoded(raw, value),
            Location(source=source, line=line, record=record, field=value.path or None),
            value.key,
        )
        for value in values
    )
    literals = frozenset(number for number, value in enumerate(values) if not value.is_string)
    return Record(raw, texts, line, lambda index: _offsets(raw, values[index]), literals=literals, escape=_escaped)


def _values(raw: str) -> Iterator[Value]:
    """Walk the tokens with a stack of keys and positions."""
    stack: list[int | str | None] = []
    key: str | None = None
    expects_key = False
    for token in _TOKEN.finditer(raw):
        text = token[0]
        if text == "{":
            stack.append(None)
            expects_key = True
        elif text == "[":
            stack.append(0)
            expects_key = False
        elif text in "}]":
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
            key = json.loads(text, strict=False)
            stack[-1] = key
        elif text[0] == '"' or text[0] in "-0123456789":
            is_string = text[0] == '"'
            start, end = token.span()
            yield Value(start + is_string, end - is_string, _path(stack), _key(stack), is_string)


def _path(stack: Sequence[int | str | None]) -> str:
    """``ticket.comments[2].body``."""
    parts: list[str] = []
    for step in stack:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        else:
            parts.append(f".{step}" if parts else str(step))
    return "".join(parts)


def _key(stack: Sequence[int | str | None]) -> str | None:
    """The nearest object key."""
    return next((step for step in reversed(stack) if isinstance(step, str)), None)


def _decoded(raw: str, value: Value) -> str:
    inner = raw[value.start : value.end]
    return str(json.loads(f'"{inner}"', strict=False)) if value.is_string and "\\" in inner else inner


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
