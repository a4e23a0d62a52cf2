"""Entities that no pack knows: a user's own analyzer may find them."""

from __future__ import annotations

from functools import lru_cache

from pii_guard.rulepack.schema import Entity


@lru_cache(maxsize=256)
def unknown_entity(name: str) -> Entity:
    """An identifier that has no other words than its name."""
    return Entity(
        id=name,
        group="identifier",
        label=name,
        title={"nb": name, "nn": name, "en": name},
        advice={"nb": f"Ikke oppgi {name}.", "nn": f"Ikkje oppgi {name}.", "en": f"Do not enter {name}."},
        legal_basis="GDPR art. 4(1)",
        dpv="PersonalData",
    )
