"""Search for very many expressions in one pass."""

from __future__ import annotations

from pii_guard.engine.hyperscan import HyperscanMatcher as Matcher

__all__ = ["Matcher"]
