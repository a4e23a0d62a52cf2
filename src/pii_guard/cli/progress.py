"""A bar on standard error by bytes, with rate and time left; nothing where that is no terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pii_guard.batch.walk import size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pii_guard.batch.scan import Progress


@contextmanager
def progress(files: Sequence[Path], label: str) -> Iterator[Callable[[Progress], None]]:
    """A function to tell of bytes read and files done. A file that grows when unpacked counts once."""
    began = time.monotonic()
    read = 0

    def rate(_item: object) -> str:
        return f"{read / 1e6 / max(time.monotonic() - began, 0.1):.1f} MB/s"

    with click.progressbar(
        length=sum(map(size_of, files)) or 1, label=label, file=sys.stderr, item_show_func=rate,
        hidden=not sys.stderr.isatty(),
    ) as bar:  # fmt: skip
        left = 0

        def tell(step: Progress) -> None:
            nonlocal left, read
            read += step.bytes
            left += step.bytes
            if step.done is not None:
                bar.update(size_of(step.done) - min(left, size_of(step.done)), step)
                left = 0
            elif step.bytes:
                bar.update(min(step.bytes, max(0, (bar.length or 0) - bar.pos)), step)

        yield tell
