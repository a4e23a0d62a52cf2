"""A run over files: segments out, outcomes back in order, places counted from the start of each file."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pii_guard.batch.work import Outcome
from pii_guard.model import Found, Location, ReadProblem
from pii_guard.readers import Options, Regime, Segment, Skipped, Source, segments

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from pii_guard.batch.pool import Pool

    Opener = Callable[[Path], Source]

LINKED_FOLDER = "a link to a folder elsewhere; it was not scanned: name the folder to have it scanned"


class Position(msgspec.Struct, frozen=True):
    """Where a run stands: all before is done."""

    file: int = 0
    number: int = 0
    """Of the next segment of the file."""
    careful_from: int | None = None
    """From which segment on the file is cut carefully."""
    source: str = ""
    """The file or archive member that ``records`` and ``lines`` are of."""
    records: int = 0
    lines: int = 0
    column: int = 0
    """Code points behind the last line end."""


class Step(NamedTuple):
    """What one segment, problem or end of a file brought, and where the run stands after it."""

    path: Path
    outcome: Outcome
    after: Position
    skipped: str | None = None
    """Why the file was left out."""
    segment: Segment | None = None
    is_end: bool = False
    """Whether the file is done."""


class _Piece(NamedTuple):
    file: int
    number: int
    content: Segment | ReadProblem | Skipped | None
    """None at the end of the file."""


class Run:
    """Steps over files, in order; begins where ``start`` says."""

    def __init__(
        self, paths: Sequence[Path], pool: Pool, options: Options, opener: Opener, start: Position | None = None
    ) -> None:
        self._paths = paths
        self._pool = pool
        self._options = options
        self._opener = opener
        self._at = start or Position()

    def steps(self) -> Iterator[Step]:
        """All steps; where a segment was cut wrongly, from there on again and carefully."""
        while (wrong := (yield from self._until_wrong_cut())) is not None:
            self._at = msgspec.structs.replace(
                self._at, file=wrong.file, number=wrong.number, careful_from=wrong.number
            )

    def _until_wrong_cut(self) -> Generator[Step, None, _Piece | None]:
        """Steps; returns the piece that was cut wrongly, if any is."""
        pieces = self._pieces()
        results = self._pool.ordered(
            (piece, piece.content if isinstance(piece.content, Segment) else None) for piece in pieces
        )
        for piece, outcome in results:
            if outcome is not None and outcome.wrong_cut:
                return piece
            yield self._step(piece, outcome)
        return None

    def _step(self, piece: _Piece, outcome: Outcome | None) -> Step:
        path, content = self._paths[piece.file], piece.content
        if content is None:
            is_empty = self._at.file < piece.file or self._at.number == 0
            self._at = Position(piece.file + 1)
            return Step(path, Outcome(files=int(is_empty)), self._at, is_end=True)
        if piece.file != self._at.file:
            self._at = Position(piece.file)
        self._at = msgspec.structs.replace(self._at, number=piece.number + 1)
        if isinstance(content, Skipped):
            return Step(path, Outcome(), self._at, skipped=content.why)
        if isinstance(content, ReadProblem) or outcome is None:
            problem = content if isinstance(content, ReadProblem) else None
            return Step(path, Outcome([problem] if problem else []), self._at)
        if content.source != self._at.source:
            self._at = msgspec.structs.replace(self._at, source=content.source, records=0, lines=0, column=0)
            outcome.files = 1
        outcome.items = [_moved(item, self._at) for item in outcome.items]
        self._at = msgspec.structs.replace(
            self._at,
            records=self._at.records + outcome.records,
            lines=self._at.lines + outcome.lines,
            column=outcome.tail + (0 if outcome.lines else self._at.column),
        )
        return Step(path, outcome, self._at, segment=content)

    def _pieces(self) -> Iterator[_Piece]:
        """The segments of all files from the position on; a limit ends a file early."""
        first = self._at
        for file in range(first.file, len(self._paths)):
            skip = first.number if file == first.file else 0
            careful = first.careful_from if file == first.file else None
            number = skip
            for number, content in self._numbered(self._paths[file], careful):
                if self._options.limit is not None and isinstance(content, Segment):
                    content.limit = self._left(file, content.source)
                    if not content.limit:
                        if content.path is not None:
                            break
                        continue  # the next member of the archive has its own limit
                if number >= skip:
                    yield _Piece(file, number, content)
            yield _Piece(file, number, None)

    def _left(self, file: int, source: str) -> int:
        """How many more records of a file or member are wanted."""
        done = self._at.records if (self._at.file, self._at.source) == (file, source) else 0
        return max(0, (self._options.limit or 0) - done)

    def _numbered(self, path: Path, careful: int | None) -> Iterable[tuple[int, Segment | ReadProblem | Skipped]]:
        problem = ""
        try:
            source = self._opener(path)
        except OSError:
            problem = unreadable(path)
        if problem:
            yield 0, ReadProblem(Location(source=path.as_posix()), problem)
            return
        # What is no plain file is its opener's to close.
        with source.stream if source.path is not None else nullcontext():
            yield from enumerate(segments(source._replace(regime=Regime(careful)), self._options))


def opened(path: Path) -> Source:
    """A file on disk as a source; raises ``OSError`` for what is none, such as a pipe, which would be waited for."""
    if path.exists() and not path.is_file():
        raise OSError
    return Source(path.open("rb"), path.as_posix(), path=str(path))


def unreadable(path: Path) -> str:
    """Why a path cannot be read, as far as it can be told."""
    if path.is_dir():
        return LINKED_FOLDER if path.is_symlink() else "the folder cannot be listed; what is in it was not scanned"
    if path.exists() and not path.is_file():
        return "it is no file but a pipe, socket or device; it was not read"
    return "the file cannot be read" if path.exists() else "the file does not exist"


def _moved(item: Found | ReadProblem, base: Position) -> Found | ReadProblem:
    """The item with its place counted from the start of the file."""
    at = item.at if isinstance(item, ReadProblem) else item.finding.location
    if at is None or not (base.lines or base.records or base.column):
        return item
    line = None if at.line is None else at.line + base.lines
    column = at.column
    if at.line == 1 and column is not None:
        column += base.column
    record = None if at.record is None else at.record + base.records
    moved = Location(at.source, line, column, record, at.field, at.commit)
    if isinstance(item, ReadProblem):
        return ReadProblem(moved, item.message, item.scanned)
    return Found(item.finding.moved(moved), item.month, item.channel, item.excerpt)
