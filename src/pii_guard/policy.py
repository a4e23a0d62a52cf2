"""What to do about each entity in each context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from pii_guard.model import Action, Context

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pii_guard.rulepack.schema import Entity

Group = Literal["identifier", "special-category", "de-identification"]


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Actions and thresholds. A user's policy is merged into the pack's: ``Policy()`` changes nothing of it."""

    contexts: dict[Context, dict[Group, Action]] = {}
    """The action for every entity of a group, by context."""
    entities: dict[str, dict[Context, Action]] = {}
    """Exceptions by entity, such as ``{"PERSON": {"commit": "warn"}}``."""
    kinds: dict[str, dict[Context, Action]] = {}
    """Exceptions by ``ENTITY/kind``, such as ``{"NO_NATIONAL_ID/synthetic": {"commit": "off"}}``."""
    thresholds: dict[str, float] = {}
    """Least score for a finding of an entity, 0 to 1."""

    def action(self, context: Context, entity: Entity, kind: str | None) -> Action:
        """What to do about a finding: the most specific entry that speaks of it."""
        if kind is not None:
            by_kind = self.kinds.get(f"{entity.id}/{kind}", {}).get(context)
            if by_kind is not None:
                return by_kind
        by_entity = self.entities.get(entity.id, {}).get(context)
        return by_entity if by_entity is not None else self.contexts.get(context, {}).get(entity.group, Action.OFF)

    def merged(self, other: Policy) -> Policy:
        """This policy with ``other``'s entries in place of its own."""
        return Policy(
            contexts=_merged(self.contexts, other.contexts),
            entities=_merged(self.entities, other.entities),
            kinds=_merged(self.kinds, other.kinds),
            thresholds={**self.thresholds, **other.thresholds},
        )


def _merged(mine: Mapping[Any, dict[Any, Any]], other: Mapping[Any, dict[Any, Any]]) -> dict[Any, dict[Any, Any]]:
    return {key: {**mine.get(key, {}), **other.get(key, {})} for key in [*mine, *(k for k in other if k not in mine)]}
