"""A filter that keeps personal data out of logs.

logging.getLogger().addFilter(RedactingFilter())
"""

from __future__ import annotations

import logging

from pii_guard.scanner import Scanner


class RedactingFilter(logging.Filter):
    """Replaces what is found in a record's message by labels; arguments and traceback text too."""

    def __init__(self, scanner: Scanner | None = None) -> None:
        super().__init__()
        self._scanner = scanner or Scanner(context="export")

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the record in place; it always passes."""
        record.msg = self._scanner.redact(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = self._scanner.redact(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True
