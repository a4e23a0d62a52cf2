"""SQL dumps: the values of INSERT statements by column; everything else as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.model import LocatedText, Location
from pii_guard.readers.choice import Choice
from pii_guard.readers.encoding import decode
from pii_guard.readers.fields import LONGEST_MACHINE, Fields
from pii_guard.readers.record import Record
from pii_guard.readers.segment import Segment, make
from pii_guard.readers.text import cut_behind, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.readers.encoding import Encoding
    from pii_guard.readers.options import Options
    from pii_guard.readers.segment import Source

_INSERT = re.compile(
    r"\b(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+([^\s(]{1,200})\s*(?:\(([^()]{0,8000})\)\s*)?VALUES\s*", re.IGNORECASE
)
_CREATE = re.compile(
    r"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([^\s(]{1,200})\s*\(\s*\n(.{0,20000}?)\n\)", re.IGNORECASE | re.DOTALL
)
_COLUMN = re.compile(r"^\s*[`\"\[]?(\w+)[`\"\]]?\s+\w", re.MULTILINE)
_TOKEN = re.compile(r"[NEnebB]?'((?:[^'\\]|''|\\.)*)'|(-?\d[\d.eE+-]*)|[(),;]|[A-Za-z_]\w*|\s+|.", re.DOTALL)
_ESCAPE = re.compile(r"''|\\.", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_NOT_COLUMNS = frozenset({"primary", "key", "unique", "constraint", "index", "foreign", "check", "fulltext"})
_SHORTEST_NUMBER = 5
_FURTHEST = 16


def split(source: Source, encoding: Encoding, options: Options) -> Iterator[Segment]:
    """Stretches that end at a statement's end; each knows the columns of the tables made before it."""
    stream = source.stream
    offset, rest = stream.tell(), b""
    tables: dict[str, tuple[str, ...]] = {}
    while piece := stream.read(options.segment):
        data = rest + piece
        cut = max(data.rfind(b";\n"), data.rfind(b";\r\n"))
        cut = data.find(b"\n", cut) + 1 if cut >= 0 else 0
        if not cut and len(data) > _FURTHEST * options.segment:
            cut = cut_behind(data, encoding) or len(data)
        if cut:
            yield make("sql", source, offset, data[:cut], encoding, dict(tables))
            if b"TABLE" in data or b"table" in data:
                tables.update(_tables(decode(data[:cut], encoding).text))
            offset += cut
        rest = data[cut:]
    if rest:
        yield make("sql", source, offset, rest, encoding, dict(tables))


def _tables(text: str) -> dict[str, tuple[str, ...]]:
    return {
        _bare(match[1]): tuple(n for n in _COLUMN.findall(match[2]) if n.lower() not in _NOT_COLUMNS)
        for match in _CREATE.finditer(text)
    }


def _bare(name: str) -> str:
    return name.strip('`"[]').rpartition(".")[2].strip('`"[]').lower()


def blocks(segment: Segment, options: Options) -> Iterator[Record]:
    """The stretch as one record: its values, and what stands between the statements."""
    decoded = decode(segment.content(), segment.written_in)
    choice = Choice(options, segment.offset)
    yield SqlRecord(decoded.text, decoded.raw, segment.source, dict(segment.state or {}), options, choice)


class SqlRecord(Record):
    """Values and the text between; places of escaped values are worked out when asked for."""

    def __init__(
        self, text: str, raw: str, source: str, tables: dict[str, tuple[str, ...]], options: Options, choice: Choice
    ) -> None:
        """``tables`` are the columns of tables made before; ``choice`` is of the rows, or of lines where none are."""
        self._text = text
        self._spans: list[tuple[int, int, bool]] = []
        self._source = source
        self._gathered: list[LocatedText] = []
        self._choice = choice
        self._met = 0
        """Rows, or lines where there are no rows."""
        tables |= _tables(text)
        position = 0
        while (match := _INSERT.search(text, position)) is not None:
            self._add(position, match.end(), None, None)
            columns = (
                tuple(_bare(name.strip()) for name in match[2].split(","))
                if match[2]
                else tables.get(_bare(match[1]), ())
            )
            position = self._values(match.end(), columns, Fields(options, columns))
        if position or choice.is_all:
            self._add(position, len(text), None, None)
        else:
            self._add_lines()
        super().__init__(raw, self._gathered, 1, self._places, escape=_escaped)
        self.records = 1 if choice.is_all else self._met

    def _values(self, start: int, columns: Sequence[str], fields: Fields) -> int:
        """The values of a statement; the place behind it."""
        depth = number = 0
        for token in _TOKEN.finditer(self._text, start):
            mark = token[0]
            if mark == "(":
                depth, number, self._met = depth + 1, number if depth else 0, self._met + (not depth)
            elif mark == ")":
                depth -= 1
            elif mark == "," and depth == 1:
                number += 1
            elif mark == ";" and depth <= 0:
                return token.end()
            elif token[1] is not None or (token[2] is not None and len(token[2]) >= _SHORTEST_NUMBER):
                if not self._choice(self._met - 1):
                    continue
                name = columns[number] if number < len(columns) else None
                self._add(*token.span(1 if token[1] is not None else 2), name, fields, quoted=token[1] is not None)
            elif token[2] is None and mark not in {",", "("} and not mark.isspace() and depth <= 0:
                return token.start()  # no list of values: what follows is another statement, or broken
        return len(self._text)

    def _add_lines(self) -> None:
        """The lines that are wanted of a stretch without rows, such as those that COPY reads."""
        for stretch in stretches(self._text, self._choice):
            self._met += self._text.count("\n", stretch.start, stretch.end)
            if stretch.is_wanted:
                self._add(stretch.start, stretch.end, None, None)

    def _add(self, start: int, end: int, name: str | None, fields: Fields | None, *, quoted: bool = False) -> None:
        value = _ESCAPE.sub(_resolved, self._text[start:end]) if quoted else self._text[start:end]
        role = fields.role(name or "", name) if fields else None
        if not value.strip() or (role and (not role.scan or (role.machine and len(value) <= LONGEST_MACHINE))):
            return
        self._spans.append((start, end, quoted))
        self._gathered.append(
            LocatedText(value, Location(source=self._source, field=name), role.meaning if role else None)
        )

    def _places(self, index: int) -> Sequence[int]:
        start, end, quoted = self._spans[index]
        if not quoted:
            return range(start, end + 1)
        places: list[int] = []
        position = start
        for match in _ESCAPE.finditer(self._text, start, end):
            places.extend(range(position, match.start() + 1))
            position = match.end()
        return [*places, *range(position, end + 1)]


def _resolved(match: re.Match[str]) -> str:
    return "'" if match[0] == "''" else _PLAIN.get(match[0][1], match[0][1])


def _escaped(replacement: str) -> str:
    return replacement.replace("'", "''")
