"""Archives and packed files: each member is read as the file it is. A member that grows beyond measure is named."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from pii_guard.errors import MissingExtraError
from pii_guard.model import Location, ReadProblem
from pii_guard.readers.extra import extra
from pii_guard.readers.kinds import unpacked_name
from pii_guard.readers.segment import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pii_guard.readers.options import Options

_IN_MEMORY = 32 * 1024 * 1024
"""Bytes of a member that are kept in memory; a larger one goes to a nameless temporary file."""
_CHUNK = 64 * 1024
_MOST_MEMBERS = 100_000
BROKEN = "the archive is damaged or cut short; what comes behind was not scanned"
CUT_SHORT = "the member is damaged or cut short; only what could be unpacked was scanned"
BOMB = "the member grows beyond measure when unpacked; it was not scanned"
ENCRYPTED = "the member is encrypted or packed in a way that is not known; it was not scanned"
TOO_DEEP = "archives lie too deep in one another; this one was not scanned"
TOO_MANY = "the archive has too many members; the rest was not scanned"


class _BombError(Exception):
    pass


_BREAKS = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, OSError, ValueError)


class Member(NamedTuple):
    """What stands in an archive."""

    info: Any
    """What the archive's format says of it; None where the format packs a single file."""
    content: Source | ReadProblem | None
    """None for what has no content, such as a folder."""


def members(kind: str, source: Source, options: Options) -> Iterator[Source | ReadProblem]:
    """The members of an archive, each as a source of its own, and what could not be unpacked."""
    return (member.content for member in unpacked(kind, source, options) if member.content is not None)


def unpacked(kind: str, source: Source, options: Options) -> Iterator[Member]:
    """Everything in an archive, in order; a member's content can be read until the next one is asked for."""
    if source.depth >= options.max_depth:
        yield Member(None, ReadProblem(Location(source=source.name), TOO_DEEP))
        return
    problem = ""
    source.stream.seek(0)
    try:
        yield from _OPENERS[kind](source, options)
    except MissingExtraError as error:
        problem = str(error)
    except _BREAKS:
        problem = BROKEN
    if problem:
        yield Member(None, ReadProblem(Location(source=source.name), problem))


def size_of(stream: BinaryIO) -> int:
    """How many bytes a stream has; it stands at its start then."""
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def temporary() -> BinaryIO:
    """A file without a name that is in memory while it is small; whoever asks for it closes it."""
    return cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))


def _zip(source: Source, options: Options) -> Iterator[Member]:
    with zipfile.ZipFile(source.stream) as archive:
        for number, info in enumerate(archive.infolist()):
            if number >= _MOST_MEMBERS:
                yield Member(None, ReadProblem(Location(source=source.name), TOO_MANY))
                return
            if info.is_dir():
                yield Member(info, None)
                continue
            name = f"{source.name}!{info.filename}"
            if info.flag_bits & 1:
                yield Member(info, ReadProblem(Location(source=name), ENCRYPTED))
                continue
            yield from _member(info, name, partial(archive.open, info), info.compress_size, source, options)


def _tar(source: Source, options: Options) -> Iterator[Member]:
    with tarfile.open(fileobj=source.stream, mode="r:") as archive:
        for number, info in enumerate(archive):
            if number >= _MOST_MEMBERS:
                yield Member(None, ReadProblem(Location(source=source.name), TOO_MANY))
                return
            if info.isfile():
                name = f"{source.name}!{info.name}"
                yield from _member(info, name, partial(archive.extractfile, info), info.size, source, options)
            else:
                yield Member(info, None)


def _packed(opener: Callable[[BinaryIO], BinaryIO]) -> Callable[[Source, Options], Iterator[Member]]:
    def unpack(source: Source, options: Options) -> Iterator[Member]:
        size = size_of(source.stream)
        name = unpacked_name(source.name)
        last = max(name.rfind("/"), name.rfind("!")) + 1
        shown = f"{source.name}!{name[last:]}" if name != source.name else source.name
        yield from _member(None, shown, lambda: opener(source.stream), size, source, options)

    return unpack


def _zstd(stream: BinaryIO) -> BinaryIO:
    zstandard = extra("zstandard", "Reading Zstandard files", "archives")
    return cast(
        "BinaryIO", zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(stream, read_across_frames=True)
    )


def _member(
    info: Any, name: str, opener: Callable[[], Any], packed: int, source: Source, options: Options
) -> Iterator[Member]:
    """One member, unpacked; a damaged one is named, read as far as it goes, and the next goes on."""
    problem = ""
    with temporary() as content:
        try:
            with opener() as stream:
                _unpack(stream, content, packed, options)
        except _BombError:
            problem = BOMB
            content.truncate(0)
        except (NotImplementedError, RuntimeError):
            problem = ENCRYPTED
        except MissingExtraError:
            raise
        except Exception as error:  # noqa: BLE001 - decompressors have errors of their own
            problem = f"{CUT_SHORT} ({type(error).__name__})"
        if problem:
            yield Member(info, ReadProblem(Location(source=name), problem))
        if not problem or content.seek(0, 2):
            content.seek(0)
            yield Member(info, Source(content, name, source.regime, source.depth + 1))


def _unpack(stream: Any, out: BinaryIO, packed: int, options: Options) -> None:
    size, most = 0, max(options.max_expanded, packed * options.max_ratio)
    while piece := stream.read1(_CHUNK):  # gives what is there before it breaks
        size += len(piece)
        if size > most:
            raise _BombError
        out.write(piece)


_OPENERS: Mapping[str, Callable[[Source, Options], Iterator[Member]]] = {
    "zip": _zip,
    "tar": _tar,
    "gzip": _packed(lambda stream: cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))),
    "bzip2": _packed(lambda stream: cast("BinaryIO", bz2.BZ2File(stream))),
    "xz": _packed(lambda stream: cast("BinaryIO", lzma.LZMAFile(stream))),  # noqa: SIM115 - closed by `_member`
    "zstd": _packed(_zstd),
}
"""Kind to unpacker: one for each of ``kinds.ARCHIVES``."""
