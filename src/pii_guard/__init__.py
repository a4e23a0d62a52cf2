"""pii_guard: finds personal data and sensitive disclosures in Norwegian text."""

from __future__ import annotations

from pii_guard.api import check, redact, scan
from pii_guard.errors import ConfigError, MissingExtraError, PiiGuardError, PolicyError, PolicyViolation, RulePackError
from pii_guard.model import Action, Context, Finding, LocatedText, Location, Reason, Subject
from pii_guard.policy import Policy
from pii_guard.scanner import Scanner
from pii_guard.settings import load_policy

__all__ = [
    "Action",
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
