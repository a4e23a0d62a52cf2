"""pii_guard: finds personal data and sensitive disclosures in Norwegian text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pii_guard.api import check, redact, scan
    from pii_guard.errors import (
        ColumnError,
        ConfigError,
        MissingExtraError,
        PiiGuardError,
        PolicyError,
        PolicyViolation,
        RulePackError,
    )
    from pii_guard.model import Action, Context, Finding, LocatedText, Location, Reason, Subject
    from pii_guard.policy import Policy
    from pii_guard.scanner import Scanner
    from pii_guard.settings import load_policy

__all__ = [
    "Action",
    "ColumnError",
    "ConfigError",
    "Context",
    "Finding",
    "LocatedText",
    "Location",
    "MissingExtraError",
    "PiiGuardError",
    "Policy",
    "PolicyError",
    "PolicyViolation",
    "Reason",
    "RulePackError",
    "Scanner",
    "Subject",
    "check",
    "load_policy",
    "redact",
    "scan",
]

_HOMES = {
    "pii_guard.api": ("check", "redact", "scan"),
    "pii_guard.errors": (
        "ColumnError", "ConfigError", "MissingExtraError", "PiiGuardError", "PolicyError", "PolicyViolation",
        "RulePackError",
    ),
    "pii_guard.model": ("Action", "Context", "Finding", "LocatedText", "Location", "Reason", "Subject"),
    "pii_guard.policy": ("Policy",),
    "pii_guard.scanner": ("Scanner",),
    "pii_guard.settings": ("load_policy",),
}  # fmt: skip
"""Module to the public names that it holds. They are imported when first asked for: a command must start fast."""


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(module), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
