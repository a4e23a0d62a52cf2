"""What to do about each entity in each context; read from the user's settings file."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from pii_guard.errors import PolicyError
from pii_guard.model import Action, Context

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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


def load_policy(path: Path, known: Mapping[str, Entity]) -> Policy:
    """Read ``pii-guard.toml``, or the table ``[tool.pii_guard]`` of a ``pyproject.toml``.

    ``known`` are the entities of the pack. Raises ``PolicyError`` with all problems, each naming file and key.
    """
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise PolicyError([f"{path.name}: the file cannot be read"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        problem = f"{path.name}: not valid TOML"
    else:
        problem = ""
    if problem:
        raise PolicyError([problem])
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("pii_guard", {})
    return _checked(path.name, table, known)


def _checked(name: str, table: Any, known: Mapping[str, Entity]) -> Policy:
    problems: list[str] = []
    parts: dict[str, Any] = {}
    for key, value in table.items():
        try:
            parts[key] = getattr(msgspec.convert({key: value}, Policy), key)
        except msgspec.ValidationError as error:
            problems.append(f"{name}: {str(error).replace('`$.', '`')}")
    entities = [*parts.get("entities", {}), *parts.get("thresholds", {})]
    entities += [kind.partition("/")[0] for kind in parts.get("kinds", {})]
    problems += [f"{name}: unknown entity {entity!r}" for entity in dict.fromkeys(entities) if entity not in known]
    if problems:
        raise PolicyError(problems)
    return Policy(**parts)
