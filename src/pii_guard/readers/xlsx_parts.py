"""The parts of a workbook file, and the cells in them, with their places in the part's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.readers import markup

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from pii_guard.readers.options import Options

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
STRINGS = "xl/sharedStrings.xml"
PROSE = re.compile(
    r"xl/(?:comments\d*|threadedComments/.*|persons/.*|drawings/[^/]+)\.xml|docProps/(?:core|custom|app)\.xml"
)
"""Parts besides the cells that hold words of people: comments, text boxes, properties."""
_CELL = re.compile(r"<c\b([^<>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ITEM = re.compile(r"<si\b[^<>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_TEXT = re.compile(r"<t\b[^<>]*?(?:/>|>(.*?)</t>)", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_VALUE = re.compile(r"<v\b[^<>]*>(.*?)</v>", re.DOTALL)
_REFERENCE = re.compile(r'\br="([A-Z]{1,3})(\d{1,7})"')
_KIND = re.compile(r'\bt="(\w+)"')
_ROW_NUMBER = re.compile(r'<row\b[^<>]*?\br="(\d{1,7})"')


class UnpackError(Exception):
    """A part is damaged, encrypted, or grows beyond measure."""


class Cell(NamedTuple):
    """A cell of a sheet with something in it."""

    start: int
    end: int
    column: int
    row: int
    text: str
    kind: str
    """``s`` shared, ``inlineStr``, ``str`` of a formula, ``n`` number ..."""
    shared: int | None
    attributes: str


def part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, options: Options) -> str:
    """A part's text."""
    most = max(options.max_expanded, info.compress_size * options.max_ratio)
    if info.file_size > most or info.flag_bits & 1:
        raise UnpackError
    with archive.open(info) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise UnpackError
    return data.decode("utf-8", "surrogateescape")


def strings(text: str) -> list[str]:
    """The shared strings."""
    return [item_text(match[1] or "") for match in _ITEM.finditer(text)]


def item_text(inner: str) -> str:
    """The text of a string item: its runs, without phonetic hints."""
    inner = _PHONETIC.sub("", inner) if "<rPh" in inner else inner
    return "".join(markup.decoded(match[1] or "") for match in _TEXT.finditer(inner))


def cells(text: str, shared: list[str]) -> Iterator[Cell]:
    """The cells of a sheet, row by row."""
    column, row = -1, 0
    for match in _CELL.finditer(text):
        inner = match[2] or ""
        reference = _REFERENCE.search(match[1])
        if reference:
            column, row = column_of(reference[1]), int(reference[2])
        else:
            before = text.rfind("<row", 0, match.start())
            numbered = _ROW_NUMBER.match(text, before) if before >= 0 else None
            column, row = column + 1, int(numbered[1]) if numbered else max(row, 1)
        found = _KIND.search(match[1])
        kind = found[1] if found else "n"
        value = _VALUE.search(inner)
        number: int | None = None
        if kind == "inlineStr":
            content = item_text(inner)
        elif value is None:
            continue
        elif kind == "s" and value[1].strip().isdigit() and int(value[1]) < len(shared):
            number = int(value[1])
            content = shared[number]
        else:
            content = markup.decoded(value[1])
        if content:
            yield Cell(match.start(), match.end(), column, row, content, kind, number, match[1])


def column_of(name: str) -> int:
    """0 for ``A``."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def changed(cell: Cell, text: str) -> str:
    """The cell with another text: its place and style stay, a formula gives way to the text."""
    attributes = _KIND.sub("", cell.attributes).rstrip()
    clean = "".join(char if char in "\t\n\r" or char >= " " else " " for char in text)
    return f'<c{attributes} t="inlineStr"><is><t xml:space="preserve">{markup.escaped(clean)}</t></is></c>'


def blanked(text: str, gone: set[int]) -> str:
    """The shared strings with those emptied that no cell shows any more."""
    number = -1

    def one(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return "<si><t></t></si>" if number in gone else match[0]

    return _ITEM.sub(one, text)
