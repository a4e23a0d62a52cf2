"""The one tree of errors. Messages name file, rule and field, and never hold a user's value."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pii_guard.model import Finding


class PiiGuardError(Exception):
    """Base of every error that pii_guard raises on purpose."""


class ConfigError(PiiGuardError):
    """Rules, policy or options that cannot be used; lists all problems found, one a line."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))

    def __reduce__(self) -> tuple[type[ConfigError], tuple[tuple[str, ...]]]:
        return type(self), (self.problems,)


class RulePackError(ConfigError):
    """A rule pack with problems: each line names file, line, rule and field."""


class PolicyError(ConfigError):
    """A policy or settings file with problems: each line names file and key."""


class ColumnError(PiiGuardError, ValueError):
    """A column of a table that is not of texts, and so cannot be scanned."""


class MissingExtraError(PiiGuardError):
    """A feature needs an optional dependency; the message names the install command."""

    def __init__(self, feature: str, extra: str) -> None:
        self.feature = feature
        self.extra = extra
        super().__init__(f"{feature} needs an optional dependency: pip install 'pii-guard-no[{extra}]'")

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.feature, self.extra)


class PolicyViolation(PiiGuardError, ValueError):  # noqa: N818 - the public contract names it so
    """Raised by ``check``: what the text holds that the policy does not allow.

    ``str(error)`` is a message for the user in the language asked for. Neither the message nor
    the findings hold the text.
    """

    def __init__(self, message: str, findings: Sequence[Finding]) -> None:
        self.message = message
        self.findings = tuple(findings)
        super().__init__(message)

    def __reduce__(self) -> tuple[type[PolicyViolation], tuple[str, tuple[Finding, ...]]]:
        return type(self), (self.message, self.findings)
