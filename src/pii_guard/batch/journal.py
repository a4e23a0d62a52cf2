"""What a run has done so far, on disk, so that a run that was killed goes on where it stood.

One JSON line for every segment, written after its part of the copy. A line broken off is as if never written: the
segment is done again. The journal holds findings, places and counts, never a value.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from pii_guard.batch.run import Position
from pii_guard.errors import PiiGuardError
from pii_guard.model import Found, ReadProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class JournalError(PiiGuardError):
    """The journal cannot be used; the message names the file and what to do."""


class Entry(msgspec.Struct, omit_defaults=True):
    """What one step brought."""

    after: Position
    found: list[Found] = []
    problems: list[ReadProblem] = []
    files: int = 0
    texts: int = 0
    characters: int = 0
    records: int = 0
    bytes: int = 0
    skipped: str | None = None
    written: int | None = None
    """Length of the copy after this step."""


class _Head(msgspec.Struct):
    """The first line: what the run is of. Another run does not go on from it."""

    v: int
    run: str
    secret: str
    """Of this run's pseudonyms, where the user gave no key. It is gone with the journal."""


class Journal:
    """An open journal; ``entries`` are those of the run before, ``add`` goes on."""

    def __init__(self, path: Path, run: str, *, resume: bool = True) -> None:
        """Opens or begins the journal of ``run`` at ``path``; with another run's journal it begins anew."""
        self._path = path
        self._entry = msgspec.json.Decoder(Entry)
        # For the owner's eyes alone: the journal holds the key of the run's pseudonyms.
        self._stream: BinaryIO = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        self._begin = 0
        if not (resume and self._is_of(run)):
            self._stream.seek(0)
            self._stream.truncate()
            self._head = _Head(1, run, os.urandom(32).hex())
            self._write(self._head)
            self._begin = self._stream.tell()
        self.position: Position | None = None
        self.written = 0

    def _is_of(self, run: str) -> bool:
        self._stream.seek(0)
        line = self._stream.readline()
        try:
            head = msgspec.json.decode(line, type=_Head)
        except msgspec.DecodeError:
            return False
        self._begin, self._head = self._stream.tell(), head
        return line.endswith(b"\n") and (head.v, head.run) == (1, run)

    @property
    def secret(self) -> bytes:
        """The key of this run."""
        return bytes.fromhex(self._head.secret)

    def entries(self, written: int | None = None) -> Iterator[Entry]:
        """The whole entries, without those that a copy of ``written`` bytes does not hold; then ``add`` follows."""
        self._stream.seek(self._begin)
        end = self._begin
        while (line := self._stream.readline()).endswith(b"\n"):
            try:
                entry = self._entry.decode(line)
            except msgspec.DecodeError:
                break
            if written is not None and (entry.written or 0) > written:
                break
            end += len(line)
            self.position = entry.after
            self.written = entry.written if entry.written is not None else self.written
            yield entry
            self._stream.seek(end)
        self._stream.seek(end)
        self._stream.truncate()

    def add(self, entry: Entry) -> None:
        """Write an entry; it is on its way to the disk when this returns."""
        self._write(entry)

    def close(self) -> None:
        """Close the journal, and keep it."""
        self._stream.close()

    def remove(self) -> None:
        """The run is done and its product in place."""
        self._stream.close()
        self._path.unlink(missing_ok=True)

    def _write(self, item: msgspec.Struct) -> None:
        self._stream.write(msgspec.json.encode(item) + b"\n")
        self._stream.flush()


def identity(paths: Sequence[Path], *choices: object) -> str:
    """What tells a run: its files as they are on disk, and what was chosen. Holds no content."""
    parts = [repr(choice) for choice in choices]
    for path in paths:
        try:
            stat = path.stat()
            parts.append(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}")
        except OSError:
            parts.append(f"{path}\0gone")
    import hashlib  # noqa: PLC0415 - slow to import, and needed with a journal only

    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
