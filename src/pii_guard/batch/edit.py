"""New texts for old, for the writers of documents that are no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.masking import Style, replace, replacer
from pii_guard.model import Found, Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pii_guard.batch.work import Job
    from pii_guard.model import LocatedText, Summary
    from pii_guard.scanner import Scanner


class Editor:
    """Scans texts and replaces what is found; counts on the way."""

    def __init__(self, scanner: Scanner, job: Job, summary: Summary, source: str) -> None:
        self._scanner = scanner
        self._make = replacer(job.style or Style.LABEL, scanner.labels, job.key)
        self._summary = summary
        self._source = source

    def edit(self, texts: Sequence[LocatedText]) -> list[str | None]:
        """The new text for each that holds something."""
        self._summary.texts += len(texts)
        edited: list[str | None] = []
        for item, findings in zip(texts, self._scanner.scan_located(texts), strict=True):
            self._summary.characters += len(item.text)
            for finding in findings:
                self._summary.add_found(Found(finding.moved(Location(self._source, field=item.field))))
            edited.append(replace(item.text, findings, self._make) if findings else None)
        return edited
