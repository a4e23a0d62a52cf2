"""Which files a run looks at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", "__pycache__", "node_modules", ".venv", ".tox", ".mypy_cache"})


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named and those below the folders named, sorted within each; version control folders are left out.

    A folder that cannot be listed comes as a path too, so that reading it fails and it is not taken for clean.
    """
    failed: list[Path] = []
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, names, files in os.walk(path, onerror=lambda error: failed.append(Path(error.filename))):
            names[:] = sorted(name for name in names if name not in _SKIPPED_FOLDERS)
            yield from (Path(folder) / name for name in sorted(files))
    yield from failed


def size_of(path: Path) -> int:
    """The size of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
