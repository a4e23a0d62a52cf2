"""The structure of a message: its parts, each with the place of its header lines and of its body."""

from __future__ import annotations

import re
from email.parser import HeaderParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_BLANK = re.compile(r"^\r?\n", re.MULTILINE)
_HEADER = re.compile(r"^([!-9;-~]+):[ \t]*((?:[^\n]*(?:\n(?=[ \t]))?)*)", re.MULTILINE)
_DEEPEST = 20


class Part(NamedTuple):
    """A part that is no container; places are those in the message."""

    header: tuple[int, int]
    body: tuple[int, int]
    message: Message
    """Its header lines, parsed."""


def parts(raw: str, start: int = 0, end: int | None = None, depth: int = 0) -> Iterator[Part]:
    """The parts of the message at ``start:end``, containers with their header lines and no body."""
    stop = len(raw) if end is None else end
    blank = _BLANK.search(raw, start, stop)
    split = blank.start() if blank else stop
    body = blank.end() if blank else stop
    message = HeaderParser().parsestr(raw[start:split])
    boundary = message.get_boundary() if message.get_content_maintype() == "multipart" else None
    if boundary and depth < _DEEPEST:
        yield Part((start, split), (body, body), message)
        yield from _inside(raw, body, stop, boundary, depth)
    elif (
        message.get_content_type() == "message/rfc822"
        and depth < _DEEPEST
        and not message.get("content-transfer-encoding")
    ):
        yield Part((start, split), (body, body), message)
        yield from parts(raw, body, stop, depth + 1)
    else:
        yield Part((start, split), (body, stop), message)


def _inside(raw: str, start: int, end: int, boundary: str, depth: int) -> Iterator[Part]:
    """The parts between the boundary lines; what stands before and behind them is text too."""
    mark = re.compile(rf"^--{re.escape(boundary)}(--)?[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    empty = HeaderParser().parsestr("")
    position, begun = start, False
    for match in mark.finditer(raw, start, end):
        if begun:
            yield from parts(raw, position, match.start(), depth + 1)
        elif match.start() > position:
            yield Part((position, position), (position, match.start()), empty)
        position, begun = match.end(), match[1] is None
    if position < end:
        if begun:
            yield from parts(raw, position, end, depth + 1)
        else:
            yield Part((position, position), (position, end), empty)


def header_lines(raw: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Name of each header line and the place of its value, without the line end."""
    for match in _HEADER.finditer(raw, start, end):
        stop = match.end(2)
        while stop > match.start(2) and raw[stop - 1] in "\r\n":
            stop -= 1
        yield match[1], match.start(2), stop
