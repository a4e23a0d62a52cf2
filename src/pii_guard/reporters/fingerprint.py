"""Names by which code scanning services know a finding again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pii_guard.model import Finding


class Fingerprints:
    """Made of file, rule, field and position among the findings of the same: no value, and no hash of one."""

    def __init__(self) -> None:
        self._ordinals: Counter[tuple[str, str, str]] = Counter()

    def of(self, finding: Finding) -> str:
        """32 hexadecimal digits, different for each finding of a run."""
        import hashlib  # noqa: PLC0415 - a hook that finds nothing starts faster without

        at = finding.location
        key = ((at.source if at else None) or "text", finding.rule, (at.field if at else None) or "")
        self._ordinals[key] += 1
        text = "\0".join((*key, str(self._ordinals[key])))
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
