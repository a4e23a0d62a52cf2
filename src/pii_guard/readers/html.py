"""HTML as it is read: the text of a paragraph is one text, whatever tags stand in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pii_guard.model import LocatedText, Location
from pii_guard.readers import markup
from pii_guard.readers.choice import ALL, Choice
from pii_guard.readers.encoding import decode
from pii_guard.readers.record import Record
from pii_guard.readers.segment import Segment, make

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.readers.encoding import Encoding
    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Found, Replace
    from pii_guard.readers.segment import Source

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
        "o:p",
    ]
)
_UNSEEN = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_TOLD = frozenset({"alt", "title", "href", "content", "value", "placeholder", "aria-label"})
"""Attributes that people read, or that hold an address."""


def split(source: Source, encoding: Encoding, options: Options) -> Iterator[Segment]:
    """Stretches that end behind a tag."""
    stream = source.stream
    offset, rest = stream.tell(), b""
    while piece := stream.read(options.segment):
        data = rest + piece
        cut = data.rfind(b">") + 1 if len(data) >= options.segment and not encoding.name.startswith("utf-16") else 0
        if cut:
            yield make("html", source, offset, data[:cut], encoding)
            offset += cut
        rest = data[cut:]
    if rest:
        yield make("html", source, offset, rest, encoding)


def blocks(segment: Segment, options: Options) -> Iterator[Record]:
    """The stretch as one record with a text for each paragraph."""
    decoded = decode(segment.content(), segment.written_in)
    yield HtmlRecord(decoded.text, decoded.raw, segment.source, Choice(options, segment.offset))


def plain(html: str) -> str:
    """The text of an HTML part, a paragraph a line."""
    return "\n".join(text.text for text in HtmlRecord(html, html, "").texts)


class HtmlRecord(Record):
    """A record whose texts may have tags in them; an edit leaves the tags."""

    def __init__(self, text: str, raw: str, source: str, choice: Choice = ALL) -> None:
        """``choice`` is of the paragraphs, each of which then counts as a record."""
        self._spans: list[list[tuple[int, int]]] = []
        """For each text the stretches of the source that it is made of."""
        self._text = text
        texts: list[LocatedText] = []
        paragraphs = 0
        for spans in _paragraphs(text):
            value = "".join(markup.decoded(text[start:end]) for start, end in spans)
            if not value.strip():
                continue
            paragraphs += 1
            if choice(paragraphs - 1):
                texts.append(LocatedText(value, Location(source=source)))
                self._spans.append(spans)
        super().__init__(raw, texts, 1, self._starts, escape=markup.escaped)
        self.records = 1 if choice.is_all else paragraphs

    def _starts(self, index: int) -> Sequence[int]:
        places: list[int] = []
        for start, end in self._spans[index]:
            places.extend(markup.offsets(self._text, start, end)[:-1])
        return [*places, self._spans[index][-1][1]]

    def changes(self, found: Found, replace: Replace) -> list[tuple[int, int, str]]:
        """Each finding replaced once, and its other parts taken out from between the tags."""
        changes: list[tuple[int, int, str]] = []
        for number, findings in found:
            bounds, places = self._bounds(number)
            for finding in findings:
                new = markup.escaped(replace(finding, self.texts[number].text[finding.start : finding.end]))
                cuts = [finding.start, *(b for b in bounds if finding.start < b < finding.end), finding.end]
                for low, high in pairwise(cuts):
                    changes.append((places[low][0], places[high - 1][1], new))
                    new = ""
        return changes

    def _bounds(self, index: int) -> tuple[list[int], list[tuple[int, int]]]:
        """Where a text's stretches begin in it, and for each code point its start and end in the source."""
        bounds: list[int] = []
        places: list[tuple[int, int]] = []
        for start, end in self._spans[index]:
            bounds.append(len(places))
            places.extend(pairwise(markup.offsets(self._text, start, end)))
        return bounds, places


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """The stretches of text between block tags; then attributes and comments, each by itself."""
    spans: list[tuple[int, int]] = []
    position = 0
    for token in markup.tokens(text):
        if token.start < position:
            continue
        name = token.name.lower()
        if token.kind in {"text", "cdata"}:
            spans.append((token.start, token.end))
        elif token.kind in {"open", "close", "empty"} and name in _INLINE:
            pass
        else:
            if spans:
                yield spans
            spans = []
        if token.kind in {"open", "empty"}:
            yield from ([(start, end)] for key, start, end in markup.attributes(text, token) if key.lower() in _TOLD)
        if token.kind in {"comment", "declaration", "instruction"}:
            yield [(token.start, token.end)]
        if token.kind == "open" and name in _UNSEEN:
            close = _UNSEEN[name].search(text, token.end)
            position = close.start() if close else len(text)
            yield [(token.end, position)]
    if spans:
        yield spans
