"""The only makers of safe text: masks for a value, and redacted copies of a text."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from pii_guard.model import Finding

_LONGEST_MASK = 12
_WORD = r"[^\W_]+(?:[-'’.@+][^\W_]+)*"
_DOTS = r"···(?: ···)+"
_BEFORE, _AFTER = 60, 40


class Style(StrEnum):
    """What stands in a redacted copy in place of a finding."""

    LABEL = "label"
    """``[FØDSELSNUMMER]``."""
    MASK = "mask"
    """Asterisks."""
    PSEUDONYM = "pseudonym"
    """``[FØDSELSNUMMER-KRQXBZAW]``: the same for the same value, so that records can still be joined."""
    SYNTHETIC = "synthetic"
    """An invented value of the same form, the same for the same value."""
    DROP = "drop"
    """Nothing."""


def mask(length: int) -> str:
    """Asterisks for a value of ``length`` code points; long values are not told apart by length."""
    return "*" * min(length, _LONGEST_MASK)


def shape(line: str, start: int, end: int, keep: Container[str]) -> str:
    """The surroundings of ``line[start:end]``: marks stay, the value becomes a mask and every word dots.

    Words are kept only where they are in ``keep``, in small letters: those of our own rules. What was not found may
    be personal too.

    >>> shape('kunde["fnr"] = "15125750157"  # Kari', 16, 27, {"fnr"})
    '···["fnr"] = "***********"  # ···'
    """

    def masked(part: str) -> str:
        words = re.sub(_WORD, lambda match: match[0] if match[0].lower() in keep else "···", part)
        return re.sub(_DOTS, "···", words)

    cut = max(0, start - _BEFORE)
    before, after = masked(line[cut:start]), masked(line[end : end + _AFTER])
    more = "…" if len(line) > end + _AFTER else ""
    return f"{'…' if cut else ''}{before}{mask(end - start)}{after}{more}".strip()


def redact(text: str, findings: Sequence[Finding], names: Mapping[str, str]) -> str:
    """``text`` with each finding replaced by its label; everything else is unchanged.

    Overlapping findings are replaced once, as one stretch with the first one's label.
    """
    return replace(text, findings, replacer(Style.LABEL, names))


def replace(text: str, findings: Sequence[Finding], make: Callable[[Finding, str], str]) -> str:
    """``text`` with each finding replaced by what ``make`` gives for it and its value."""
    out: list[str] = []
    position = 0
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if finding.start >= position:
            out += [text[position : finding.start], make(finding, text[finding.start : finding.end])]
        position = max(position, finding.end)
    out.append(text[position:])
    return "".join(out)


def replacer(style: Style, names: Mapping[str, str], key: bytes = b"") -> Callable[[Finding, str], str]:
    """The maker of replacements in a style; ``key`` is secret and decides pseudonyms and synthetic values."""

    def label(finding: Finding) -> str:
        return names.get(finding.entity, finding.entity)

    if style is Style.SYNTHETIC:
        from pii_guard.synthetic import synthetic  # noqa: PLC0415 - seldom needed

        return lambda finding, value: (
            synthetic(finding.entity, value, digest(key, finding, value)) or f"[{label(finding)}]"
        )
    makers: dict[Style, Callable[[Finding, str], str]] = {
        Style.LABEL: lambda finding, _value: f"[{label(finding)}]",
        Style.MASK: lambda _finding, value: mask(len(value)),
        Style.PSEUDONYM: lambda finding, value: f"[{label(finding)}-{_tag(digest(key, finding, value))}]",
        Style.DROP: lambda _finding, _value: "",
    }
    return makers[style]


def digest(key: bytes, finding: Finding, value: str) -> bytes:
    """Keyed digest of a value, equal for its spellings: spaces, dashes and case do not count.

    Without the key it tells nothing: a plain digest of a national id would be undone by trying them all.
    """
    import hashlib  # noqa: PLC0415 - slow to import, and needed for pseudonyms only
    import hmac  # noqa: PLC0415

    plain = "".join(char for char in value.casefold() if char.isalnum())
    digits = "".join(char for char in plain if char.isdecimal())
    if finding.entity == "PHONE_NUMBER" and len(digits) > 8:  # noqa: PLR2004 - with a country code
        digits = digits[-8:]
    same = (
        digits
        if finding.entity in {"NO_NATIONAL_ID", "PHONE_NUMBER", "NO_BANK_ACCOUNT", "CREDIT_CARD"} and digits
        else plain
    )
    return hmac.new(key, f"{finding.entity}\0{same}".encode("utf-8", "replace"), hashlib.sha256).digest()


def _tag(data: bytes) -> str:
    """Eight letters and digits, none of them alike; never a run of digits that looks like a number."""
    letters = "ABCDEFGHJKMNPQRSTVWXYZ"
    number = int.from_bytes(data[:6], "big")
    out = []
    for _ in range(8):
        number, rest = divmod(number, len(letters))
        out.append(letters[rest])
    return "".join(out)
