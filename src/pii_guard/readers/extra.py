"""Libraries that come with extras: loaded where a file of their kind is met."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pii_guard.errors import MissingExtraError


def extra(library: str, feature: str, name: str) -> Any:
    """The library; raises ``MissingExtraError`` with the install command where it is missing."""
    try:
        return import_module(library)
    except ImportError:
        pass
    raise MissingExtraError(feature, name)
