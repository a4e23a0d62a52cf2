"""Search for very many expressions in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pii_guard.engine.hyperscan import HyperscanMatcher as Matcher
else:
    try:
        from pii_guard.engine.hyperscan import HyperscanMatcher as Matcher
    except ImportError:
        import logging

        from pii_guard.engine.plain import PlainMatcher as Matcher

        logging.getLogger("pii_guard").warning(
            "hyperscan cannot be imported: texts are searched without it, with the same findings and many times slower"
        )

__all__ = ["Matcher"]
