"""Which files a run looks at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pii_guard.model import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", "__pycache__", "node_modules", ".venv", ".tox", ".mypy_cache"})


def _ignore(_why: str) -> None:
    return None


def walk(paths: Iterable[Path], on_skipped: Callable[[str], object] = _ignore) -> Iterator[Path]:
    """The files named and those below the folders named, sorted within each.

    Folders of version control and of installed packages are left out, and ``on_skipped`` is told of each. A folder
    that cannot be listed, and a link to a folder outside of those named, come as paths too, so that reading them
    fails and they are not taken for clean.
    """
    given = list(paths)
    roots = [path.resolve() for path in given if path.is_dir()]
    failed: list[Path] = []

    def note(error: OSError) -> None:
        failed.append(Path(error.filename))

    for path in given:
        if not path.is_dir():
            yield path
            continue
        for folder, names, files in os.walk(path, onerror=note):
            for name in names:
                if name in _SKIPPED_FOLDERS:
                    on_skipped(FOLDER + name)
            names[:] = sorted(name for name in names if name not in _SKIPPED_FOLDERS)
            failed += (link for name in names if (link := Path(folder) / name).is_symlink() and _leads_out(link, roots))
            yield from (Path(folder) / name for name in sorted(files))
    yield from failed


def _leads_out(link: Path, roots: Sequence[Path]) -> bool:
    """Whether a link to a folder leads to where the walk does not come."""
    target = link.resolve()
    return not any(
        target.is_relative_to(root) and _SKIPPED_FOLDERS.isdisjoint(target.relative_to(root).parts) for root in roots
    )


def size_of(path: Path) -> int:
    """The size of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
