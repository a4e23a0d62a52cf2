"""Workbooks: read cell by cell, and copied with the found cells changed and every other byte of every part kept."""

from __future__ import annotations

import copy
import zipfile
import zlib
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from pii_guard.model import LocatedText, Location, ReadProblem
from pii_guard.readers import markup, xml
from pii_guard.readers.cells import blocks_of
from pii_guard.readers.dialect import looks_like_names
from pii_guard.readers.fields import LONGEST_MACHINE, Fields
from pii_guard.readers.options import Options
from pii_guard.readers.record import splice
from pii_guard.readers.xlsx_parts import (
    PROSE,
    SHEET,
    STRINGS,
    Cell,
    UnpackError,
    blanked,
    cells,
    changed,
    part,
    strings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pii_guard.readers.record import Block
    from pii_guard.readers.segment import Segment

    Edit = Callable[[Sequence[LocatedText]], list[str | None]]

BROKEN = "the workbook is damaged, encrypted, or grows beyond measure; it was not scanned"
_BREAKS = (zipfile.BadZipFile, UnpackError, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError)


def blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The cells of all sheets; then comments, text boxes and properties."""
    broken = False
    try:
        with segment.open() as stream, zipfile.ZipFile(stream) as archive:
            shared = _shared(archive, options)
            sheets = [info for info in archive.infolist() if SHEET.fullmatch(info.filename)]
            for info in sheets:
                name = (
                    segment.source if len(sheets) == 1 else f"{segment.source}!{info.filename.rpartition('/')[2][:-4]}"
                )
                yield from blocks_of(name, _rows(part(archive, info, options), shared), options)
            for info in archive.infolist():
                if PROSE.fullmatch(info.filename):
                    text = part(archive, info, options)
                    yield xml.record(text, text, f"{segment.source}!{info.filename}", options)
    except _BREAKS:
        broken = True
    if broken:
        yield ReadProblem(Location(source=segment.source), BROKEN)


def _shared(archive: zipfile.ZipFile, options: Options) -> list[str]:
    if STRINGS not in archive.namelist():
        return []
    return strings(part(archive, archive.getinfo(STRINGS), options))


def _rows(text: str, shared: list[str]) -> Iterator[list[tuple[int, str]]]:
    for _, row in groupby(cells(text, shared), key=lambda cell: cell.row):
        yield [(cell.column, cell.text) for cell in row]


def rewrite(stream: BinaryIO, out: BinaryIO, edit: Edit) -> str:
    """A copy with the found texts changed; gives what is wrong, or an empty text."""
    try:
        with zipfile.ZipFile(stream) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            _rewrite(archive, target, edit)
    except _BREAKS:
        return BROKEN
    return ""


def _rewrite(archive: zipfile.ZipFile, target: zipfile.ZipFile, edit: Edit) -> None:
    options = Options()
    shared = _shared(archive, options)
    found: dict[str, str] = {}
    kept: set[int] = set()
    gone: set[int] = set()
    for info in archive.infolist():
        if SHEET.fullmatch(info.filename):
            found[info.filename] = _sheet(part(archive, info, options), shared, edit, kept, gone)
        elif PROSE.fullmatch(info.filename):
            found[info.filename] = _prose(part(archive, info, options), edit)
    if gone - kept:
        found[STRINGS] = blanked(part(archive, archive.getinfo(STRINGS), options), gone - kept)
    for info in archive.infolist():
        text = found.get(info.filename)
        data = archive.read(info) if text is None else text.encode("utf-8", "surrogateescape")
        target.writestr(copy.copy(info), data)


def _sheet(text: str, shared: list[str], edit: Edit, kept: set[int], gone: set[int]) -> str:
    """A sheet with its found cells changed; ``kept`` and ``gone`` gather the shared strings still shown and not."""
    header: dict[int, str] = {}
    fields = Fields(Options())
    wanted: list[tuple[Cell, LocatedText]] = []
    for number, (_, row) in enumerate(groupby(cells(text, shared), key=lambda cell: cell.row)):
        own = list(row)
        if number == 0 and looks_like_names([cell.text for cell in own]):
            header = {cell.column: cell.text.strip() for cell in own}
            fields = Fields(Options(), header.values())
            wanted += [(cell, LocatedText(cell.text)) for cell in own]
            continue
        for cell in own:
            name = header.get(cell.column)
            role = fields.role(name or "", name)
            if role.machine and len(cell.text) <= LONGEST_MACHINE:
                kept |= {cell.shared} if cell.shared is not None else set()
            else:
                wanted.append((cell, LocatedText(cell.text, field=role.meaning)))
    changes = []
    for (cell, _), new in zip(wanted, edit([item for _, item in wanted]), strict=True):
        if new is not None:
            changes.append((cell.start, cell.end, changed(cell, new)))
        if cell.shared is not None:
            (kept if new is None else gone).add(cell.shared)
    return splice(text, changes)


def _prose(text: str, edit: Edit) -> str:
    """Comments and properties, text by text."""
    spans = [token for token in markup.tokens(text) if token.kind == "text" and text[token.start : token.end].strip()]
    news = edit([LocatedText(markup.decoded(text[token.start : token.end])) for token in spans])
    changes = [
        (token.start, token.end, markup.escaped(new)) for token, new in zip(spans, news, strict=True) if new is not None
    ]
    return splice(text, changes)
