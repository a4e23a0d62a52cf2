"""Word and OpenDocument texts, and the text of PDF files; read only."""

from __future__ import annotations

import logging
import zipfile
import zlib
from typing import TYPE_CHECKING

from pii_guard.model import LocatedText, Location, ReadProblem
from pii_guard.readers import markup
from pii_guard.readers.choice import Choice
from pii_guard.readers.extra import extra
from pii_guard.readers.record import Record
from pii_guard.readers.text import stretches
from pii_guard.readers.xlsx_parts import UnpackError, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Block
    from pii_guard.readers.segment import Segment

BROKEN = "the document is damaged, encrypted, or grows beyond measure; it was not scanned"
NO_TEXT = "a page has pictures and no text; what they show was not scanned"
_PARTS = ("word/", "docProps/", "content.xml", "meta.xml", "styles.xml")
_UNREAD = ("word/theme", "word/settings", "word/fontTable", "word/styles", "word/webSettings", "word/numbering")
_BREAKS = frozenset({"w:p", "w:br", "w:cr", "w:tab", "w:tc", "w:tr", "text:p", "text:h", "text:line-break", "text:tab"})
_BAD_ZIP = (zipfile.BadZipFile, UnpackError, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError)


def docx_blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The paragraphs of all parts: text, headers, footers, notes, comments, properties."""
    broken = False
    choice = Choice(options)
    try:
        with segment.open() as stream, zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                name = info.filename
                if name.endswith(".xml") and name.startswith(_PARTS) and not name.startswith(_UNREAD):
                    yield from _paragraphs(part(archive, info, options), segment.source, name, choice)
    except _BAD_ZIP:
        broken = True
    if broken:
        yield ReadProblem(Location(source=segment.source), BROKEN)


def _paragraphs(text: str, source: str, name: str, choice: Choice) -> Iterator[Record]:
    """A part's text, a paragraph a line: words that tags stand in stay whole."""
    out: list[str] = []
    for token in markup.tokens(text):
        if token.kind == "text":
            out.append(markup.decoded(text[token.start : token.end]))
        elif token.name in _BREAKS or token.name.startswith(("dc:", "cp:")):
            out.append("\n")
    field = None if name in {"word/document.xml", "content.xml"} else name.rpartition("/")[2].removesuffix(".xml")
    whole = "".join(out)
    for stretch in stretches(whole, choice):
        if stretch.is_wanted:
            at = Location(source=source, line=stretch.line, field=field)
            yield plain_record(whole[stretch.start : stretch.end], at)


def plain_record(text: str, at: Location) -> Record:
    """Text without a source text of its own."""
    return Record(text, (LocatedText(text, at),), at.line or 1, lambda _index: range(len(text) + 1))


def pdf_blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The text of each page, which counts as a record."""
    pypdf = extra("pypdf", "Reading PDF files", "pdf")
    # Its words may quote the file: they stay out of the log.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    broken = pictures = 0
    choice = Choice(options)
    try:
        with segment.open() as stream:
            reader = pypdf.PdfReader(stream)
            for number, page in enumerate(reader.pages, 1):
                if not choice(number - 1):
                    continue
                text = page.extract_text()
                pictures += not text.strip() and "/XObject" in (page.get("/Resources") or {})
                yield plain_record(text, Location(source=segment.source, line=1, record=number, field=f"page {number}"))
    except Exception:  # noqa: BLE001 - a hostile PDF breaks in many ways
        broken = 1
    if broken:
        yield ReadProblem(Location(source=segment.source), BROKEN)
    elif pictures:
        yield ReadProblem(Location(source=segment.source), NO_TEXT)
