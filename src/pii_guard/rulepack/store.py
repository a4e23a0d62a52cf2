"""Where compiled packs and automata are kept: beside the package, else in the user's cache, else nowhere.

A stored item is named by the digest of all that it was made from, so a stale one is never met. Files in
the cache are used only when the user owns them and nobody else can write there.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable

BUILD = "BUILD"
"""Name of the file beside the packaged items that holds their build id."""
_KEPT_SECONDS = 30 * 24 * 3600
"""How long an item stays in the user's cache after its last use."""
_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def build_id() -> str:
    """What compiled items depend on: written into an installed package, else found from the state of its files."""
    with suppress(OSError):
        return (_PACKAGE / "compiled" / BUILD).read_text(encoding="ascii")
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".yaml", ".tsv", ".txt"})
    states = ((path, path.stat()) for path in files)
    return digest(f"{path}|{state.st_size}|{state.st_mtime_ns}".encode() for path, state in states)


def digest(parts: Iterable[bytes]) -> str:
    """A name for what is made from ``parts``: 32 hexadecimal digits."""
    import hashlib  # noqa: PLC0415 - slow to import, and needed only where something is compiled

    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.hexdigest()


def load(name: str) -> bytes | None:
    """The stored item ``name``, or None."""
    with suppress(OSError), _opened(name) as stream:
        return stream.read()
    return None


def view(name: str) -> memoryview | None:
    """The stored item ``name``, or None, of which only what is looked at is read."""
    import mmap  # noqa: PLC0415 - only where a pack is loaded

    with suppress(OSError), _opened(name) as stream:
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    return None


def _opened(name: str) -> BinaryIO:
    """The file of a stored item; raises ``OSError`` where there is none that may be used."""
    with suppress(OSError):
        return (_PACKAGE / "compiled" / name).open("rb")
    path = _cache_folder() / name
    if not _is_private(path):
        raise PermissionError
    os.utime(path)
    return path.open("rb")


def save(name: str, data: bytes) -> None:
    """Keep ``data`` in the user's cache, and drop what was not used for long; does nothing where it cannot write."""
    import tempfile  # noqa: PLC0415 - slow to import and seldom needed

    with suppress(OSError):
        folder = _cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder):
            return
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).replace(folder / name)
        for path in folder.iterdir():
            if time.time() - path.stat().st_mtime > _KEPT_SECONDS:
                path.unlink()


def _cache_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "pii_guard"


def _is_private(path: Path) -> bool:
    if sys.platform == "win32":
        return True
    status = path.stat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
