"""Scan a redacted copy again: what is found in it now was left, unless the copy put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.batch.scan import scan_files
from pii_guard.batch.work import Job
from pii_guard.model import Found, ReadProblem, Summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pii_guard.masking import Style
    from pii_guard.model import Finding
    from pii_guard.readers import Options
    from pii_guard.scanner import Scanner


def left_in(
    copy: Path, scanner: Scanner, options: Options, style: Style, jobs: int | None = None
) -> Iterator[Finding | ReadProblem]:
    """What a copy still holds, and what of it could not be read.

    What the copy has in place of findings may look like findings: the label of health data is the word for it, and
    a synthetic national id is a national id. Such are known by their form and left out.
    """
    job = Job(options, spare=style)
    for item in scan_files([copy], scanner, Summary(), job, jobs=jobs):
        if isinstance(item, Found):
            yield item.finding
        elif not item.scanned:
            yield item
