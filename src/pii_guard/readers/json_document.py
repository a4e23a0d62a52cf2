"""One JSON document a file: read whole when small, element by element of its arrays when large."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pii_guard.model import Location, ReadProblem
from pii_guard.readers import text as text_reader
from pii_guard.readers.choice import Choice
from pii_guard.readers.encoding import decode
from pii_guard.readers.fields import Fields
from pii_guard.readers.json_values import Stack, json_fragment, json_record, keys_of, parse
from pii_guard.readers.segment import Segment, make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.readers.encoding import Encoding
    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Record
    from pii_guard.readers.segment import Source

NOT_JSON = "the file is not valid JSON; it was scanned as plain text"
_WHOLE = 8
"""Segments' worth of bytes that are read as one document."""
_LONGEST = 32
"""Segments' worth of one element, behind which it is taken for broken."""
_TOKEN = re.compile(r'\s+|"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)
_SEPARATOR = re.compile(r"\s*,?\s*")
_JSON = json.JSONDecoder(strict=False)


def split(source: Source, encoding: Encoding, options: Options) -> Iterator[Segment]:
    """The document, or stretches of whole elements of the arrays near its top."""
    stream = source.stream
    offset = stream.tell()
    head = stream.read(_WHOLE * options.segment)
    if len(head) < _WHOLE * options.segment:
        yield make("json", source, offset, head, encoding)
        return
    stream.seek(offset)
    yield from _Elements(source, encoding, options).segments()


class _Elements:
    """Walks a large document in a window of its text."""

    def __init__(self, source: Source, encoding: Encoding, options: Options) -> None:
        self._source = source
        self._encoding = encoding
        self._options = options
        self._offset = source.stream.tell()
        self._bytes = b""
        self._ended = False
        self._stack: Stack = []
        self._text = ""

    def segments(self) -> Iterator[Segment]:
        """Runs of array elements, and what stands between the arrays."""
        self._more()
        while self._text:
            if self._at_elements():
                yield from self._run()
            else:
                yield from self._skeleton()

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        piece = self._source.stream.read(self._options.segment)
        self._ended = not piece
        self._bytes += piece
        whole = len(self._bytes) if self._ended else self._whole_characters()
        self._text = decode(self._bytes[:whole], self._encoding).raw
        return not self._ended

    def _whole_characters(self) -> int:
        """Up to the last plain byte: no character is cut there."""
        end = len(self._bytes)
        while end and self._bytes[end - 1] >= 0x80:  # noqa: PLR2004 - part of a character
            end -= 1
        return end

    def _take(self, length: int, *, elements: bool, before: tuple[int | str | None, ...]) -> Segment:
        """The first ``length`` code points as a segment."""
        decoded = decode(self._bytes, self._encoding)
        data = decoded.encoding.encode(self._text[:length])
        segment = make("json", self._source, self._offset, data, self._encoding, (before, elements))
        self._offset += len(data)
        self._bytes = self._bytes[len(data) :]
        self._text = self._text[length:]
        return segment

    def _at_elements(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1], int) and self._text.lstrip(" \t\r\n,")[:1] == "{"

    def _run(self) -> Iterator[Segment]:
        """Elements up to the size of a segment."""
        position, count, before = 0, 0, tuple(self._stack)
        assert isinstance(self._stack[-1], int), "elements stand in arrays"
        while True:
            start = _end(_SEPARATOR.match(self._text, position))
            end = _element_end(self._text, start)
            if end:
                position, count = end, count + 1
                if position >= self._options.segment:
                    break
                continue
            if start < len(self._text) and self._text[start] != "{":
                break
            if len(self._text) - start > _LONGEST * self._options.segment or not self._more():
                break
        self._stack[-1] += count
        if position:
            yield self._take(position, elements=True, before=before)
        elif self._text.lstrip(" \t\r\n,")[:1] == "{":
            yield from self._rest()

    def _rest(self) -> Iterator[Segment]:
        """What is left after a break: it is no JSON."""
        while self._text:
            yield self._take(len(self._text), elements=True, before=())
            self._more()

    def _skeleton(self) -> Iterator[Segment]:
        """Tokens up to the next array of objects."""
        if self._stack and isinstance(self._stack[-1], int) and self._text.lstrip()[:1] == ",":
            self._stack[-1] -= 1
        position, before = 0, tuple(self._stack)
        expects_key = bool(self._stack) and not isinstance(self._stack[-1], int)
        while position < len(self._text):
            token = _TOKEN.match(self._text, position)
            if token is None or (token.end() == len(self._text) and not self._ended):
                if self._more():
                    continue
                if token is None:
                    position = len(self._text)
                    break
            assert token is not None, "the text goes on"
            position = token.end()
            expects_key = self._step(token[0], expects_key=expects_key)
            if token[0] == "[" and self._text[position:].lstrip()[:1] in {"{", ""}:
                break
            if position >= self._options.segment:
                break
        yield self._take(position, elements=False, before=before)

    def _step(self, mark: str, *, expects_key: bool) -> bool:  # noqa: PLR0911 - one for each kind of token
        """Follow one token; whether a key comes next."""
        stack = self._stack
        if mark.isspace():
            return expects_key
        if mark == "{":
            stack.append(None)
            return True
        if mark == "[":
            stack.append(0)
            return False
        if mark in "}]":
            if stack:
                stack.pop()
            return False
        if mark == ",":
            if stack and isinstance(stack[-1], int):
                stack[-1] += 1
                return False
            return True
        if expects_key and mark[0] == '"' and stack:
            stack[-1] = str(json.loads(mark, strict=False))
        return False


def _element_end(text: str, start: int) -> int:
    """Where the object that begins at ``start`` ends, 0 where it does not."""
    if text[start : start + 1] != "{":
        return 0
    try:
        return _JSON.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return 0


def _end(match: re.Match[str] | None) -> int:
    assert match is not None, "the expression matches the empty text"
    return match.end()


def blocks(segment: Segment, options: Options) -> Iterator[Record | ReadProblem]:
    """The document, or the elements of the stretch; what is not JSON is told and read as plain text."""
    decoded = decode(segment.content(), segment.written_in)
    choice = Choice(options, segment.offset)
    if segment.state is None:
        document = parse(decoded.text)
        if document is None and decoded.text.strip() != "null":
            yield ReadProblem(Location(source=segment.source), NOT_JSON, scanned=True)
            yield from text_reader.blocks(segment, options)
            return
        fields = Fields(options, keys_of(document))
        yield json_record(decoded.raw, document, Location(source=segment.source, line=1), fields, choice)
        return
    stack, elements = segment.state
    place = Location(source=segment.source, line=1)
    names = [step for step in stack if isinstance(step, str)]
    if not elements:
        yield json_fragment(decoded.raw, place, Fields(options, names), list(stack))
        return
    start = len(decoded.text) - len(decoded.text.lstrip(" \t\r\n,"))
    document = parse(f"[{decoded.text[start:]}]")
    if document is None or not stack:
        yield ReadProblem(place, NOT_JSON, scanned=True)
        yield from text_reader.blocks(segment, options)
        return
    # A comma at the start counts the first element up.
    first = stack[-1] - ("," in decoded.text[:start])
    fields = Fields(options, [*names, *keys_of(document)])
    yield json_record(decoded.raw, document, place, fields, choice, [*stack[:-1], first], is_run=True)
