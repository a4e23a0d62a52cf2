"""The functions for one call: each uses a scanner made once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pii_guard.errors import PolicyViolation
from pii_guard.messages import Language, check_language, violation_message
from pii_guard.model import Action, Context
from pii_guard.scanner import Profile, Scanner

if TYPE_CHECKING:
    from pii_guard.model import Finding


@lru_cache(maxsize=8)
def _scanner(context: str, profile: Profile) -> Scanner:
    return Scanner(context=context, profile=profile)


def scan(text: str, *, context: Context | str = "input", profile: Profile = "rules") -> list[Finding]:
    """The findings in ``text``, by position.

    >>> [finding.entity for finding in scan("Ring meg på 912 34 567")]
    ['PHONE_NUMBER']
    """
    return _scanner(str(context), profile).scan(text)


def redact(text: str, *, context: Context | str = "export", profile: Profile = "rules") -> str:
    """``text`` with a label in place of each finding; all else is unchanged.

    >>> redact("Ring meg på 912 34 567, takk")
    'Ring meg på [TELEFON], takk'
    """
    return _scanner(str(context), profile).redact(text)


def check(text: str, *, context: Context | str = "input", profile: Profile = "rules", lang: Language = "nb") -> None:
    """Raise ``PolicyViolation`` where ``text`` holds what the policy blocks in this context.

    The message tells the user what to leave out, in bokmål (nb), nynorsk (nn) or English (en). Another ``lang`` raises
    ``ValueError``, whatever the text holds.
    """
    check_language(lang)
    scanner = _scanner(str(context), profile)
    blocked = [finding for finding in scanner.scan(text) if finding.action is Action.BLOCK]
    if blocked:
        raise PolicyViolation(violation_message(blocked, scanner.pack.entities, lang), blocked)
