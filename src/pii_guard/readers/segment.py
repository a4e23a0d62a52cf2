"""The unit of work: a stretch of a file that can be read without the rest of it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import msgspec

from pii_guard.model import Location, ReadProblem
from pii_guard.readers.encoding import AUTO, Encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.readers.options import Options


class WrongCutError(Exception):
    """A stretch does not end where a row ends: quotes stand where they have no meaning. Cut it carefully."""


class Regime:
    """How the stretches of one file are cut: fast, or from some stretch on carefully."""

    def __init__(self, careful_from: int | None = None) -> None:
        self._careful_from = careful_from
        self.number = 0
        """Of the stretch that comes next."""

    @property
    def careful(self) -> bool:
        """Whether the next stretch must be cut carefully."""
        return self._careful_from is not None and self.number >= self._careful_from


class Source(NamedTuple):
    """A file being read: a seekable stream and what it is called."""

    stream: BinaryIO
    name: str
    """For people; a member of an archive is ``export.zip!tickets.csv``."""
    regime: Regime = Regime()
    depth: int = 0
    """In how many archives and mails it lies."""
    path: str | None = None
    """Where it lies, when it is a plain file: its stretches are then read by whoever needs them."""


class Segment(msgspec.Struct):
    """Some whole records of a file. ``content`` gives its bytes, wherever they lie."""

    kind: str
    source: str
    offset: int = 0
    size: int = 0
    path: str | None = None
    data: bytes | None = None
    encoding: tuple[str, str, bytes] = (AUTO.name, AUTO.errors, AUTO.bom)
    depth: int = 0
    """In how many archives and mails it lies."""
    limit: int | None = None
    """Only so many records of it are wanted."""
    state: Any = None
    """What the reader must know of the stretches before: a header, open elements."""

    def __repr__(self) -> str:
        return f"Segment({self.kind}, {self.source!r}, {self.offset}+{self.size})"

    def open(self) -> BinaryIO:
        """The bytes as a stream, for readers that need not have all at once."""
        if self.data is not None:
            return io.BytesIO(self.data)
        return Path(self.path or "").open("rb")

    def content(self) -> bytes:
        """The bytes; raises ``OSError`` where the file is gone."""
        if self.data is not None:
            return self.data
        with Path(self.path or "").open("rb") as stream:
            stream.seek(self.offset)
            return stream.read(self.size)

    @property
    def written_in(self) -> Encoding:
        """The encoding of the file, as far as it is known."""
        return Encoding(*self.encoding)


def make(kind: str, source: Source, offset: int, data: bytes, encoding: Encoding, state: Any = None) -> Segment:
    """A segment of ``data``, which stands at ``offset``; of a plain file only the place is kept."""
    kept = data if source.path is None else None
    return Segment(
        kind,
        source.name,
        offset,
        len(data),
        source.path,
        kept,
        (encoding.name, encoding.errors, encoding.bom),
        source.depth,
        state=state,
    )


class Skipped(NamedTuple):
    """A file left out on purpose."""

    why: str


def whole(kind: str, source: Source, options: Options) -> Iterator[Segment | ReadProblem]:
    """A file that is read at once, by readers that go from place to place in it."""
    if source.path is not None:
        yield Segment(kind, source.name, 0, source.stream.seek(0, 2), source.path)
        return
    source.stream.seek(0)
    data = source.stream.read(options.max_document + 1)
    if len(data) > options.max_document:
        yield ReadProblem(Location(source=source.name), "the document is too large to be read inside another file")
    else:
        yield Segment(kind, source.name, 0, len(data), None, data)
