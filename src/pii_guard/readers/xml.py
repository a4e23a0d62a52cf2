"""XML: every text between tags and every attribute, with the path that leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pii_guard.model import LocatedText, Location, ReadProblem
from pii_guard.readers import markup
from pii_guard.readers.choice import ALL, Choice
from pii_guard.readers.elements import DEEPEST, Elements, record_path
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
TOO_DEEP = f"elements lie more than {DEEPEST} deep in one another; their texts were scanned all the same"


class XmlState(msgspec.Struct):
    """What a stretch must know of those before it."""

    names: tuple[str, ...] = ()
    """Of the elements that are open where it begins."""
    deeper: int = 0
    """How many more are open below them."""
    records: str = ""
    """The path of the elements that stand for records, where not all of these are wanted."""


def split(source: Source, encoding: Encoding, options: Options) -> Iterator[Segment | ReadProblem]:
    """Stretches that end behind a tag, each with the elements that are open where it begins."""
    stream = source.stream
    offset = stream.tell()
    chosen = _declared(stream.read(200), encoding)
    stream.seek(offset)
    state = XmlState()
    if not Choice(options).is_all:
        state.records = record_path(decode(stream.read(options.segment), chosen).text)
        stream.seek(offset)
    rest, ended, broken, too_deep = b"", False, False, False
    while not ended:
        piece = stream.read(options.segment)
        ended = not piece
        data = rest + piece
        if not data:
            break
        cut = _Cut(data, chosen, state, ended=ended or len(rest) > _LONGEST * options.segment)
        broken, too_deep = broken or cut.is_broken, too_deep or cut.is_too_deep
        if cut.size:
            yield make("xml", source, offset, data[: cut.size], chosen, state)
            offset += cut.size
            state = cut.after
        rest = data[cut.size :]
    if broken or state.names:
        yield ReadProblem(Location(source=source.name), NOT_WELL_FORMED, scanned=True)
    if too_deep:
        yield ReadProblem(Location(source=source.name), TOO_DEEP, scanned=True)


def _declared(head: bytes, encoding: Encoding) -> Encoding:
    match = _DECLARED.match(head)
    if encoding.name != "auto" or match is None:
        return encoding
    try:
        return named(match[1].decode("ascii"))
    except LookupError:
        return encoding


class _Cut:
    """How many bytes of ``data`` are whole tags, and what is open behind them."""

    def __init__(self, data: bytes, encoding: Encoding, state: XmlState, *, ended: bool) -> None:
        is_wide = encoding.name.startswith("utf-16")
        whole = len(data) if ended or is_wide else data.rfind(b">") + 1
        decoded = decode(data[: whole - whole % 2 if is_wide else whole], encoding)
        text = decoded.raw
        opened, end = Elements(state.names, state.deeper), 0
        self.is_broken = self.is_too_deep = False
        for token in markup.tokens(text):
            if token.end == len(text) and token.kind not in {"open", "close", "empty"} and not ended:
                break
            self.is_broken = not opened.follow(token) or self.is_broken
            self.is_too_deep = self.is_too_deep or opened.deeper > 0
            end = token.end
        if end == len(text):
            self.size = len(data) if ended else whole
        else:
            self.size = len(decoded.encoding.encode(text[:end]))
        self.after = XmlState(tuple(opened.names), opened.deeper, state.records)


def blocks(segment: Segment, options: Options) -> Iterator[Record]:
    """The stretch as one record."""
    decoded = decode(segment.content(), segment.written_in)
    choice = Choice(options, segment.offset)
    yield record(decoded.text, decoded.raw, segment.source, options, segment.state or XmlState(), choice)


def record(
    text: str, raw: str, source: str, options: Options, state: XmlState | None = None, choice: Choice = ALL
) -> Record:
    """Markup as a record with a text for every text node, attribute, comment and declaration."""
    found = list(markup.tokens(text))
    state = state or XmlState()
    opened = Elements(state.names, state.deeper)
    fields = Fields(options, [*opened.names, *{token.name for token in found[:2000] if token.name}])
    texts: list[LocatedText] = []
    spans: list[tuple[int, int, bool]] = []

    def add(start: int, end: int, path: str, key: str | None, *, entities: bool) -> None:
        role = fields.role(path, key)
        value = markup.decoded(text[start:end]) if entities else text[start:end]
        if role.scan and value.strip() and len(value) > (LONGEST_MACHINE if role.machine else 0):
            texts.append(LocatedText(value, Location(source=source, field=path or None), role.meaning))
            spans.append((start, end, entities))

    records, is_wanted = 0, True
    for token in found:
        own = opened.below(token) if token.kind in {"open", "empty"} else opened.path
        if state.records and own == state.records and token.kind in {"open", "empty"}:
            records += 1
            is_wanted = choice(records - 1)
        if token.kind in {"open", "empty"} and is_wanted:
            for name, start, end in markup.attributes(text, token):
                add(start, end, f"{own}@{name}", name, entities=True)
        elif token.kind in {"text", "comment", "cdata", "declaration", "instruction"} and is_wanted:
            shell = {"comment": (4, 3), "cdata": (9, 3)}.get(token.kind, (0, 0))
            start, end = token.start + shell[0], max(token.start + shell[0], token.end - shell[1])
            add(start, end, own, opened.names[-1] if opened.names else None, entities=token.kind == "text")
        opened.follow(token)

    def offsets(index: int) -> Sequence[int]:
        start, end, entities = spans[index]
        return markup.offsets(text, start, end) if entities else range(start, end + 1)

    made = Record(raw, texts, 1, offsets, escape=markup.escaped)
    made.records = records if state.records else 1
    return made
