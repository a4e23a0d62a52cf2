"""XML: every text between tags and every attribute, with the path that leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.model import LocatedText, Location, ReadProblem
from pii_guard.readers import markup
from pii_guard.readers.encoding import Encoding, decode, named
from pii_guard.readers.fields import LONGEST_MACHINE, Fields
from pii_guard.readers.record import Record
from pii_guard.readers.segment import Segment, make

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.readers.options import Options
    from pii_guard.readers.segment import Source

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_LONGEST = 16
"""Segments' worth of text without a tag, behind which it is cut anywhere."""
NOT_WELL_FORMED = "the tags do not match: the file is cut short or no XML; its texts were scanned all the same"


def split(source: Source, encoding: Encoding, options: Options) -> Iterator[Segment | ReadProblem]:
    """Stretches that end behind a tag, each with the elements that are open where it begins."""
    stream = source.stream
    offset = stream.tell()
    chosen = _declared(stream.read(200), encoding)
    stream.seek(offset)
    stack: list[str] = []
    rest, ended, broken = b"", False, False
    while not ended:
        piece = stream.read(options.segment)
        ended = not piece
        data = rest + piece
        if not data:
            break
        cut, after, wrong = _cut(data, chosen, stack, ended=ended or len(rest) > _LONGEST * options.segment)
        broken = broken or wrong
        if cut:
            yield make("xml", source, offset, data[:cut], chosen, tuple(stack))
            offset += cut
            stack = after
        rest = data[cut:]
    if broken or stack:
        yield ReadProblem(Location(source=source.name), NOT_WELL_FORMED, scanned=True)


def _declared(head: bytes, encoding: Encoding) -> Encoding:
    match = _DECLARED.match(head)
    if encoding.name != "auto" or match is None:
        return encoding
    try:
        return named(match[1].decode("ascii"))
    except LookupError:
        return encoding


def _cut(data: bytes, encoding: Encoding, stack: list[str], *, ended: bool) -> tuple[int, list[str], bool]:
    """Bytes up to the end of the last whole tag, the elements open there, and whether tags did not match."""
    whole = len(data) if ended or encoding.name.startswith("utf-16") else data.rfind(b">") + 1
    decoded = decode(data[: whole - whole % 2 if encoding.name.startswith("utf-16") else whole], encoding)
    text = decoded.raw
    end, after, wrong = 0, list(stack), False
    for token in markup.tokens(text):
        if token.end == len(text) and token.kind not in {"open", "close", "empty"} and not ended:
            break
        wrong = _follow(after, token) or wrong
        end = token.end
    if end == len(text):
        return (len(data) if ended else whole), after, wrong
    return len(decoded.encoding.encode(text[:end])), after, wrong


def _follow(stack: list[str], token: markup.Token) -> bool:
    """Open or close an element; whether it does not match."""
    if token.kind == "open":
        stack.append(token.name)
    elif token.kind == "close":
        if stack and stack[-1] == token.name:
            stack.pop()
        else:
            if token.name in stack:
                del stack[stack.index(token.name) :]
            return True
    return False


def blocks(segment: Segment, options: Options) -> Iterator[Record]:
    """The stretch as one record."""
    decoded = decode(segment.content(), segment.written_in)
    yield record(decoded.text, decoded.raw, segment.source, list(segment.state or ()), options)


def record(text: str, raw: str, source: str, stack: list[str], options: Options) -> Record:
    """Markup as a record with a text for every text node, attribute, comment and declaration."""
    found = list(markup.tokens(text))
    fields = Fields(options, [*stack, *{token.name for token in found[:2000] if token.name}])
    texts: list[LocatedText] = []
    spans: list[tuple[int, int, bool]] = []

    def add(start: int, end: int, path: str, key: str | None, *, entities: bool) -> None:
        role = fields.role(path, key)
        value = markup.decoded(text[start:end]) if entities else text[start:end]
        if role.scan and value.strip() and len(value) > (LONGEST_MACHINE if role.machine else 0):
            texts.append(LocatedText(value, Location(source=source, field=path or None), role.meaning))
            spans.append((start, end, entities))

    for token in found:
        path = ".".join(stack)
        if token.kind in {"open", "empty"}:
            own = f"{path}.{token.name}" if path else token.name
            for name, start, end in markup.attributes(text, token):
                add(start, end, f"{own}@{name}", name, entities=True)
        elif token.kind in {"text", "comment", "cdata", "declaration", "instruction"}:
            shell = {"comment": (4, 3), "cdata": (9, 3)}.get(token.kind, (0, 0))
            start, end = token.start + shell[0], max(token.start + shell[0], token.end - shell[1])
            add(start, end, path, stack[-1] if stack else None, entities=token.kind == "text")
        _follow(stack, token)

    def offsets(index: int) -> Sequence[int]:
        start, end, entities = spans[index]
        return markup.offsets(text, start, end) if entities else range(start, end + 1)

    return Record(raw, texts, 1, offsets, escape=markup.escaped)
