"""Scan and redact files and folders of any size."""

from __future__ import annotations

from pii_guard.batch.journal import Journal, JournalError, identity
from pii_guard.batch.pool import WorkerError, cores
from pii_guard.batch.redact import RedactionError, redact_file
from pii_guard.batch.scan import Progress, scan_content, scan_files, scan_paths
from pii_guard.batch.verify import left_in
from pii_guard.batch.walk import size_of, walk
from pii_guard.batch.work import Job

__all__ = [
    "Job", "Journal", "JournalError", "Progress", "RedactionError", "WorkerError", "cores", "identity",
    "left_in", "redact_file",
    "scan_content", "scan_files", "scan_paths", "size_of", "walk",
]  # fmt: skip
