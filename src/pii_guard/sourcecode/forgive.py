"""Which findings are no personal data where they stand in a repository."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pii_guard.model import Action
from pii_guard.sourcecode.authorship import is_authorship
from pii_guard.sourcecode.kinds import is_data
from pii_guard.sourcecode.norwegian import is_norwegian

if TYPE_CHECKING:
    from pii_guard.model import Finding

SPECIAL = "special-category"
FOREIGN = "words of code, not Norwegian"
_NUMBERS = frozenset({"PHONE_NUMBER", "NO_BANK_ACCOUNT", "CREDIT_CARD", "NO_NATIONAL_ID", "DATE_OF_BIRTH"})
_I18N_SUFFIXES = frozenset(
    {".po", ".pot", ".properties", ".strings", ".resx", ".arb", ".xlf", ".xliff", ".stringsdict"}
)
_I18N_FOLDERS = frozenset(
    {"locale", "locales", "i18n", "l10n", "lang", "langs", "translations", "messages", "lc_messages"}
)
_I18N_DATA = frozenset({".json", ".yaml", ".yml", ".toml", ".ts", ".js", ".php", ".py", ".xml", ".pristine", ".ini"})
_LIST_BEFORE = re.compile(r"\d[\s,;\[\]]{1,3}$")
_LIST_AFTER = re.compile(r"[\s,;\[\]]{1,3}-?\d")
_SURE = 0.7
"""From this score on there is more to a number than its shape."""
_ROUND = re.compile(r"[1-9]\d*0{5}")
_IN_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s\"'<>]*$")
_PUBLISHED = "86011117947"
"""The account of the registry's example of a Norwegian IBAN."""
_ABROAD = frozenset({"foreign-phone-number", "foreign-iban"})
_ALWAYS_WEAK = 1.01
_ALONE = {
    "DATE_OF_BIRTH": _ALWAYS_WEAK,
    "NO_VEHICLE_PLATE": _ALWAYS_WEAK,
    "NO_PASSPORT": _ALWAYS_WEAK,
    "PHONE_NUMBER": 0.8,
    "NO_NATIONAL_ID": _SURE,
}
"""The score from which on an entity stops a commit also where nothing on its line is Norwegian.

In other languages the shape of a phone number or plate is that of any number, and a date is a test's.
"""
_REGEX = re.compile(r"\\[dwsb]|\[0-9]|\(\?[:=!<]|\{\d,?\d?\}")
_FORMAT = re.compile(r"(?:%f|\bf\.\w+\(|\bF\b)[^\n]{0,16}$")
"""The letter f of a date format or of a variable, which reads as "født"."""
_STREET = re.compile(
    r"\w(?:gat[ae]n?|gt\.?|vei(?:en)?|veg(?:en)?|plass(?:en)?|torg(?:et)?|all[eé]en|bakken?|stien?|svingen)\b|"
    r"postboks|\b\d{4} (?-i:[A-ZÆØÅ])",
    re.IGNORECASE,
)
_REACH = 240


def is_translation(path: str) -> bool:
    """Whether a file holds the words of a user interface."""
    pure = PurePosixPath(path)
    suffix = pure.suffix.lower()
    if suffix in _I18N_SUFFIXES:
        return True
    return suffix in _I18N_DATA and bool(_I18N_FOLDERS.intersection(part.lower() for part in pure.parts[:-1]))


def forgiven(finding: Finding, group: str, path: str, line: str) -> str:
    """Why the finding is none here, in the summary's words; empty where it stands.

    ``line`` is the source line, ``group`` that of the entity.
    """
    start, near = _start(finding), _near(finding, line)
    if group == SPECIAL:
        return _no_disclosure(finding, path, near)
    if finding.entity in {"PERSON", "EMAIL_ADDRESS"} and not is_data(path) and is_authorship(path, near):
        return "authors and package metadata"
    if finding.entity == "ADDRESS" and finding.score < _SURE and not (is_norwegian(near) or _STREET.search(near)):
        return FOREIGN
    return _no_number(finding, path, line, start) if finding.entity in _NUMBERS else ""


def _start(finding: Finding) -> int:
    """Where on its line the finding begins, from 0."""
    return ((finding.location.column if finding.location else None) or 1) - 1


def _near(finding: Finding, line: str) -> str:
    """The line round the finding: of a line without end, as in a dump, only that is looked at."""
    start = _start(finding)
    return line[max(0, start - _REACH) : start + _REACH]


def _no_disclosure(finding: Finding, path: str, near: str) -> str:
    if is_translation(path):
        return "words of a user interface"
    in_table = is_data(path) and finding.location is not None and finding.location.record is not None
    return "" if in_table or is_norwegian(near) else FOREIGN


def _no_number(finding: Finding, path: str, line: str, start: int) -> str:
    end = start + finding.end - finding.start
    if finding.score < _SURE and (_among_numbers(path, line, start, end) or _ROUND.fullmatch(line, start, end)):
        return "numbers among numbers"
    if finding.score < _SURE and not is_data(path) and _IN_ADDRESS.search(line, max(0, start - _REACH), start):
        return "numbers in web addresses"
    if finding.entity == "NO_BANK_ACCOUNT" and re.sub(r"\D", "", line[start:end]).endswith(_PUBLISHED):
        return "published examples"
    if finding.entity == "DATE_OF_BIRTH" and not is_data(path) and _FORMAT.search(line[max(0, start - _REACH) : start]):
        return "date formats"
    return "regular expressions" if not is_data(path) and _REGEX.search(line[end : end + 12]) else ""


def commit_action(finding: Finding, path: str, line: str) -> Action:
    """The action that holds in a repository: the policy's, but for some that mean other things in data and in code."""
    if is_data(path):
        # In an export an address is a person's; in code it is mostly its author's.
        exported = finding.entity == "EMAIL_ADDRESS" and finding.action is Action.WARN
        return Action.BLOCK if exported else finding.action
    # Birth dates and numbers abroad are what the tests of the world's packages are full of.
    weak = finding.rule in _ABROAD or (
        finding.score < _ALONE.get(finding.entity, 0.0) and not is_norwegian(_near(finding, line))
    )
    return Action.WARN if weak and finding.action is Action.BLOCK else finding.action


def _among_numbers(path: str, line: str, start: int, end: int) -> bool:
    if path.lower().endswith(".svg"):
        return True
    return bool(_LIST_BEFORE.search(line[max(0, start - 5) : start]) and _LIST_AFTER.match(line[end : end + 5]))
