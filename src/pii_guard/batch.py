"""Scan and redact files and folders: findings and problems come as a stream, a summary grows beside it."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from pii_guard.errors import PiiGuardError
from pii_guard.model import Finding, Location, ReadProblem, Summary
from pii_guard.readers import Edit, Encoding, Options, Record, encoding_of, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pii_guard.scanner import Scanner

_SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", "__pycache__", "node_modules", ".venv", ".tox", ".mypy_cache"})
_BLOCK = 256 * 1024
"""Code points of source text that are scanned at once."""


class RedactionError(PiiGuardError):
    """A file could not be redacted faithfully; nothing was written. The message names file and reason."""


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named and those below the folders named, sorted within each; version control folders are left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, names, files in os.walk(path):
            names[:] = sorted(name for name in names if name not in _SKIPPED_FOLDERS)
            yield from (Path(folder) / name for name in sorted(files))


def scan_paths(
    paths: Iterable[Path],
    scanner: Scanner,
    summary: Summary,
    options: Options | None = None,
    on_file: Callable[[Path], object] = lambda _path: None,
) -> Iterator[Finding | ReadProblem]:
    """Findings and problems of all files, in order; ``summary`` counts as they come.

    A file that is no text is counted as skipped; one that cannot be read is a problem, never an end.
    ``on_file`` is called when a file is done.
    """
    chosen = options or Options()
    for path in walk(paths):
        for item in _scan_file(path, scanner, summary, chosen):
            _count(summary, item)
            yield item
        on_file(path)


def _count(summary: Summary, item: Finding | ReadProblem) -> None:
    if isinstance(item, ReadProblem):
        summary.problems.append(item)
    else:
        summary.add(item)


def _scan_file(path: Path, scanner: Scanner, summary: Summary, options: Options) -> Iterator[Finding | ReadProblem]:
    try:
        stream = path.open("rb")
    except OSError:
        yield ReadProblem(Location(source=path.as_posix()), _unreadable(path))
        return
    with stream:
        yield from _scan_stream(stream, path.as_posix(), scanner, summary, options)


def scan_content(
    path: Path, content: bytes, scanner: Scanner, summary: Summary, *, commit: str | None = None
) -> Iterator[Finding | ReadProblem]:
    """Scan the content of a file that is not on disk, such as a staged one; counted like a file."""
    for item in _scan_stream(io.BytesIO(content), path.as_posix(), scanner, summary, Options()):
        found = item
        if isinstance(item, Finding) and item.location and commit:
            found = item.moved(msgspec.structs.replace(item.location, commit=commit))
        _count(summary, found)
        yield found


def _scan_stream(
    stream: BinaryIO, source: str, scanner: Scanner, summary: Summary, options: Options
) -> Iterator[Finding | ReadProblem]:
    try:
        encoding = encoding_of(stream, options)
        size = stream.seek(0, os.SEEK_END)
    except OSError:
        yield ReadProblem(Location(source=source), "the file cannot be read")
        return
    if encoding is None:
        summary.skipped["binary"] = summary.skipped.get("binary", 0) + 1
        return
    summary.files += 1
    summary.bytes += size
    for item in scan_records(read(stream, source, encoding, options), scanner, summary):
        if isinstance(item, ReadProblem):
            yield item
            continue
        record, found = item
        for index, finding in found:
            yield finding.moved(record.locate(index, finding.start))


def _unreadable(path: Path) -> str:
    return "the file cannot be read" if path.exists() else "the file does not exist"


def scan_records(
    records: Iterable[Record | ReadProblem], scanner: Scanner, summary: Summary
) -> Iterator[tuple[Record, list[tuple[int, Finding]]] | ReadProblem]:
    """Each record with its findings and the numbers of the texts that hold them; problems in their place."""
    block: list[Record | ReadProblem] = []
    size = 0
    for item in records:
        block.append(item)
        size += 1 if isinstance(item, ReadProblem) else len(item.raw)
        if size >= _BLOCK:
            yield from _scan_block(block, scanner, summary)
            block, size = [], 0
    yield from _scan_block(block, scanner, summary)


def _scan_block(
    block: Sequence[Record | ReadProblem], scanner: Scanner, summary: Summary
) -> Iterator[tuple[Record, list[tuple[int, Finding]]] | ReadProblem]:
    found = scanner.scan_located(text for item in block if isinstance(item, Record) for text in item.texts)
    for item in block:
        if isinstance(item, ReadProblem):
            yield item
            continue
        summary.texts += len(item.texts)
        summary.characters += sum(len(text.text) for text in item.texts)
        yield item, [(index, finding) for index in range(len(item.texts)) for finding in next(found)]


def redact_file(source: Path, target: Path, scanner: Scanner, options: Options | None = None) -> Summary:
    """Write a copy of ``source`` with labels in place of findings; outside them it is byte for byte the same.

    The copy is written beside ``target`` and moved into place at the end. Raises ``RedactionError`` where the file
    is no text or cannot be read to its end: then nothing is written.
    """
    summary = Summary(files=1)
    try:
        with source.open("rb") as stream:
            _redact_stream(stream, source.as_posix(), target, scanner, summary, options or Options())
    except OSError as error:
        unwritten = error.filename is not None and Path(error.filename).parent == target.parent
        problem = "the copy cannot be written" if unwritten else _unreadable(source)
    else:
        return summary
    raise RedactionError(f"{source}: {problem}")


def _redact_stream(
    stream: BinaryIO, name: str, target: Path, scanner: Scanner, summary: Summary, options: Options
) -> None:
    encoding = encoding_of(stream, options)
    if encoding is None:
        raise RedactionError(f"{name}: the file is not text; this format cannot be redacted")
    summary.bytes = stream.seek(0, os.SEEK_END)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(encoding.bom)
            for part in _redacted(read(stream, name, encoding, options), encoding, scanner, summary):
                out.write(part)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _redacted(
    records: Iterable[Record | ReadProblem], encoding: Encoding, scanner: Scanner, summary: Summary
) -> Iterator[bytes]:
    """The parts of the redacted copy, in order."""
    labels = scanner.labels
    for item in scan_records(records, scanner, summary):
        if isinstance(item, ReadProblem):
            if not item.scanned:
                raise RedactionError(f"{item.at}: {item.message}")
            _count(summary, item)
            continue
        record, found = item
        for _, finding in found:
            _count(summary, finding)
        edits = [Edit(index, f.start, f.end, f"[{labels[f.entity]}]") for index, f in found]
        yield encoding.encode(record.splice(edits) if edits else record.raw)
