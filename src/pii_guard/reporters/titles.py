"""What an entity is called in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.rulepack.unknown import unknown_entity

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack


def title_of(pack: Pack, entity: str) -> str:
    """Its English title; its name where no rule of the pack speaks of it, as findings of other rules may be read."""
    return (pack.entities.get(entity) or unknown_entity(entity)).title["en"]
