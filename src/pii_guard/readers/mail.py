"""Mail: header lines, text and HTML parts, and attachments by their own readers.

A message is read as Latin-1, byte for byte, so that a copy can be made in which nothing else has changed.
"""

from __future__ import annotations

import io
import re
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pii_guard.model import LocatedText, Location, ReadProblem
from pii_guard.readers.fields import month_of
from pii_guard.readers.html import HtmlRecord
from pii_guard.readers.mail_coding import Body, line_of
from pii_guard.readers.mail_parts import Part, header_lines, parts
from pii_guard.readers.record import About, Placed, Record, UnredactableError, splice
from pii_guard.readers.segment import Segment, Source, make
from pii_guard.readers.text import chunk_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pii_guard.readers.encoding import Encoding
    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Block, Found, Replace

    Opener = Callable[[Source, Options], Iterator[tuple[Segment, list[Block]] | ReadProblem]]
    Change = tuple[int, int, str]

_MACHINE = frozenset(
    [
        "received",
        "message-id",
        "references",
        "in-reply-to",
        "date",
        "content-type",
        "content-transfer-encoding",
        "mime-version",
        "dkim-signature",
        "arc-seal",
        "arc-message-signature",
        "arc-authentication-results",
        "authentication-results",
        "received-spf",
        "x-received",
        "content-id",
        "precedence",
        "list-id",
        "x-mailer",
        "user-agent",
        "x-spam-status",
    ]
)
"""Header lines that only machines write and read."""
_BEGINS = re.compile(r"^From \S.*\n", re.MULTILINE)
_LATIN = ("latin-1", "strict", b"")


def split(source: Source, _encoding: Encoding, options: Options) -> Iterator[Segment | ReadProblem]:
    """One message, whole."""
    source.stream.seek(0)
    data = source.stream.read(options.max_document + 1)
    if len(data) > options.max_document:
        yield ReadProblem(Location(source=source.name), "the message is too large to be read")
        return
    segment = make("mail", source, 0, data, _latin())
    yield segment


def split_mbox(source: Source, _encoding: Encoding, options: Options) -> Iterator[Segment]:
    """Stretches of whole messages."""
    source.stream.seek(0)
    offset, rest = 0, b""
    while piece := source.stream.read(options.segment):
        data = rest + piece
        cut = data.rfind(b"\nFrom ") + 1
        if cut:
            yield make("mbox", source, offset, data[:cut], _latin())
            offset += cut
        rest = data[cut:]
    if rest:
        yield make("mbox", source, offset, rest, _latin())


def _latin() -> Encoding:
    from pii_guard.readers.encoding import Encoding  # noqa: PLC0415 - named in annotations above

    return Encoding(*_LATIN)


class _Piece(NamedTuple):
    """Some texts of a message, and the way back from changes of them."""

    record: Record | None
    field: str
    place: Callable[[int], int]
    changes: Callable[[list[Change]], list[Change]]
    attached: tuple[Segment, list[Block]] | None = None


class MailBlock:
    """A ``Block`` of one message with its attachments."""

    records = 1
    tail = 0

    def __init__(self, raw: str, source: str, options: Options, depth: int, opener: Opener, line: int = 1) -> None:
        self._raw = raw
        self._source = source
        self._line = line
        self._breaks = [match.start() for match in re.finditer("\n", raw)]
        self.lines = len(self._breaks)
        self.problems: list[ReadProblem] = []
        self._opener, self._options, self._depth = opener, options, depth
        self._about = About(None, "email")
        self._attached: list[tuple[Body, list[tuple[Segment, list[Block]]]]] = []
        self._pieces: list[_Piece] = []
        for part in parts(raw):
            self._add_headers(part)
            if part.body[0] < part.body[1]:
                self._add_body(part)
        self.texts: list[LocatedText] = []
        self._firsts: list[tuple[int, _Piece | Block]] = []
        for piece in self._pieces:
            assert piece.record is not None, "pieces of the message itself have texts"
            self._firsts.append((len(self.texts), piece))
            self.texts += [msgspec.structs.replace(text, field=piece.field) for text in piece.record.texts]
        for _, attached in self._attached:
            for _, blocks_ in attached:
                for block in blocks_:
                    self._firsts.append((len(self.texts), block))
                    self.texts += block.texts

    def _add_headers(self, part: Part) -> None:
        for name, start, end in header_lines(self._raw, *part.header):
            value = self._raw[start:end]
            if name.lower() == "date" and self._about.month is None:
                self._about = About(month_of(value), "email")
            if name.lower() in _MACHINE or not value.strip():
                continue
            text = _header_text(value)
            plain = text == value
            place = partial(_header_place, start, plain=plain)
            changes = partial(_header_changes, start=start, end=end, text=text, plain=plain)
            self._pieces.append(_Piece(chunk_record(text, self._source, 1), name, place, changes))

    def _add_body(self, part: Part) -> None:
        message = part.message
        body = Body(
            self._raw, *part.body, str(message.get("content-transfer-encoding", "")), message.get_content_charset()
        )
        kind, name = message.get_content_type(), message.get_filename()
        is_text = message.get_content_maintype() == "text" and not (name and kind not in {"text/plain", "text/html"})
        if name:
            place = partial(_header_place, part.header[0], plain=False)
            self._pieces.append(_Piece(chunk_record(name, self._source, 1), "filename", place, _refuse))
        if is_text:
            record = (
                HtmlRecord(body.text, body.text, self._source)
                if kind == "text/html"
                else chunk_record(body.text, self._source, 1)
            )
            self._pieces.append(_Piece(record, "body", body.place, body.changes))
            return
        inner = Source(io.BytesIO(body.data), f"{self._source}!{name or 'attachment'}", depth=self._depth + 1)
        attached: list[tuple[Segment, list[Block]]] = []
        for item in self._opener(inner, self._options):
            if isinstance(item, ReadProblem):
                self.problems.append(item)
            else:
                attached.append(item)
        self._attached.append((body, attached))

    def _shares(self, found: Found) -> Iterator[tuple[int, _Piece | Block, Found]]:
        position = 0
        for number, (first, owner) in enumerate(self._firsts):
            stop = self._firsts[number + 1][0] if number + 1 < len(self._firsts) else len(self.texts)
            own = []
            while position < len(found) and found[position][0] < stop:
                own.append((found[position][0] - first, found[position][1]))
                position += 1
            if own:
                yield first, owner, own

    def place(self, found: Found) -> Iterator[Placed]:
        """The findings where they stand: by line and header or body, or by the attachment's own reader."""
        for first, owner, own in self._shares(found):
            if not isinstance(owner, _Piece):
                for placed in owner.place(own):
                    yield placed._replace(number=placed.number + first)
                continue
            record = owner.record
            for number, findings in own:
                for finding in findings:
                    inner = record.position(number, finding.start) if record else 0
                    place = owner.place(inner)
                    line = line_of(self._breaks, place)
                    column = place - (self._breaks[line - 2] if line > 1 else -1)
                    at = Location(self._source, line + self._line - 1, column, None, owner.field)
                    yield Placed(number + first, finding.moved(at), self._about)

    def redact(self, found: Found, replace: Replace) -> str:
        """The message with the findings replaced."""
        changes: list[Change] = []
        by_block: dict[int, Found] = {}
        for _, owner, own in self._shares(found):
            if isinstance(owner, _Piece):
                assert owner.record is not None, "pieces of the message itself have texts"
                changes += owner.changes(owner.record.changes(own, replace))
            else:
                by_block[id(owner)] = own
        for body, attached in self._attached:
            if any(id(block) in by_block for _, blocks_ in attached for block in blocks_):
                changes.append(body.encoded(_rewritten(attached, by_block, replace)))
        return splice(self._raw, changes)


def _rewritten(attached: Sequence[tuple[Segment, list[Block]]], by_block: dict[int, Found], replace: Replace) -> bytes:
    """An attachment with its findings replaced, where it is text."""
    from pii_guard.readers.encoding import decode  # noqa: PLC0415 - used here alone

    out: list[bytes] = []
    for segment, blocks_ in attached:
        if (
            segment.kind not in {"text", "table", "json", "jsonl", "xml", "html", "sql"}
            or segment.source.count("!") > 1
        ):
            raise UnredactableError
        encoding = decode(segment.content(), segment.written_in).encoding
        text = "".join(block.redact(by_block.get(id(block), ()), replace) for block in blocks_)
        out.append((encoding.bom if not out else b"") + encoding.encode(text))
    return b"".join(out)


def _refuse(changes: list[Change]) -> list[Change]:
    if changes:
        raise UnredactableError
    return []


def _header_text(value: str) -> str:
    """A header line's value as it is shown."""
    if "=?" not in value and "\n" not in value:
        try:
            return value.encode("latin-1").decode("utf-8") if not value.isascii() else value
        except UnicodeDecodeError:
            return value
    try:
        return str(make_header(decode_header(re.sub(r"\r?\n[ \t]", " ", value))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return value


def _header_place(start: int, position: int, *, plain: bool) -> int:
    """Where a code point of a header line stands; the line's start where it is encoded."""
    return start + position if plain else start


def _header_changes(changes: list[Change], *, start: int, end: int, text: str, plain: bool) -> list[Change]:
    """In place where the value stands as it is; else the whole value, encoded anew."""
    if not changes:
        return []
    if plain and all(new.isascii() for _, _, new in changes):
        return [(start + low, start + high, new) for low, high, new in changes]
    new = splice(text, changes)
    return [(start, end, new if new.isascii() else Header(new, "utf-8", maxlinelen=70).encode(linesep="\r\n"))]


def messages(raw: str) -> Iterator[tuple[int, int]]:
    """Start and end of each message of a mailbox, its ``From`` line included."""
    starts = [
        match.start()
        for match in _BEGINS.finditer(raw)
        if match.start() == 0 or raw[match.start() - 2 : match.start()] in {"\n\n", "\r\n"}
    ]
    if not starts or starts[0] > 0:
        starts = [0, *starts]
    yield from zip(starts, [*starts[1:], len(raw)], strict=True)
