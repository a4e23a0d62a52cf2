"""Copies of archives: names, times, order and packing stay, and so does every member that nobody changes."""

from __future__ import annotations

import bz2
import copy
import gzip
import lzma
import shutil
import tarfile
import warnings
import zipfile
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from pii_guard.readers.archive import size_of, unpacked
from pii_guard.readers.extra import extra
from pii_guard.readers.segment import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pii_guard.model import ReadProblem
    from pii_guard.readers.options import Options

    Change = Callable[[Source], BinaryIO | None]
    """Gives what a member is to hold, which is then closed; None where it stays as it is."""

_OF_CONTENT = ("size", "GNU.sparse")
"""Extended headers of a tar that speak of a member's old content."""


class _Writer(Protocol):
    def add(self, info: Any, content: BinaryIO | None) -> None: ...

    def close(self) -> None: ...


def rewrite_archive(kind: str, source: Source, out: BinaryIO, change: Change, options: Options) -> ReadProblem | None:
    """Write a copy of an archive with its members as ``change`` gives them; gives what cannot be read, if anything."""
    with closing(_WRITERS[kind](source, out)) as writer:
        for info, content in unpacked(kind, source, options):
            if not isinstance(content, Source):
                if content is not None:
                    return content
                writer.add(info, None)
                continue
            with change(content) or content.stream as data:
                writer.add(info, data)
    return None


class _Zip:
    def __init__(self, source: Source, out: BinaryIO) -> None:
        self._source = source
        self._archive = zipfile.ZipFile(out, "w")

    def add(self, info: zipfile.ZipInfo, content: BinaryIO | None) -> None:
        made = copy.copy(info)
        made.file_size = size_of(content) if content else 0
        with warnings.catch_warnings():
            # Two members may have one name, and a warning would show it.
            warnings.simplefilter("ignore", UserWarning)
            with self._archive.open(made, "w") as target:
                if content:
                    shutil.copyfileobj(content, target)

    def close(self) -> None:
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(self._source.stream) as old:
            self._archive.comment = old.comment
        self._archive.close()


class _Tar:
    def __init__(self, _source: Source, out: BinaryIO) -> None:
        self._archive = tarfile.open(fileobj=out, mode="w:", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - see close

    def add(self, info: tarfile.TarInfo, content: BinaryIO | None) -> None:
        made = copy.copy(info)
        made.pax_headers = {key: value for key, value in info.pax_headers.items() if not key.startswith(_OF_CONTENT)}
        if content:
            made.size, made.type = size_of(content), tarfile.REGTYPE
        self._archive.addfile(made, content)

    def close(self) -> None:
        self._archive.close()


class _Packed:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, _info: None, content: BinaryIO | None) -> None:
        if content:
            content.seek(0)
            shutil.copyfileobj(content, self._stream)

    def close(self) -> None:
        self._stream.close()


def _gzip(source: Source, out: BinaryIO) -> _Packed:
    source.stream.seek(4)
    time = int.from_bytes(source.stream.read(4), "little")
    return _Packed(gzip.GzipFile("", "wb", 6, out, time))  # type: ignore[arg-type] # it writes, and no more


def _zstd(_source: Source, out: BinaryIO) -> _Packed:
    zstandard = extra("zstandard", "Writing Zstandard files", "archives")
    return _Packed(zstandard.ZstdCompressor().stream_writer(out, closefd=False))


_WRITERS: Mapping[str, Callable[[Source, BinaryIO], _Writer]] = {
    "zip": _Zip,
    "tar": _Tar,
    "gzip": _gzip,
    "bzip2": lambda _source, out: _Packed(bz2.BZ2File(out, "wb")),  # type: ignore[arg-type] # it writes, and no more
    "xz": lambda _source, out: _Packed(lzma.LZMAFile(out, "wb")),  # type: ignore[arg-type] # noqa: SIM115 - as above
    "zstd": _zstd,
}
"""Kind to packer: one for each of ``kinds.ARCHIVES``."""
