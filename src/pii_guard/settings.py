"""The user's settings file: policy, and what a repository leaves out and lets pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from pii_guard.deferred import deferred
from pii_guard.errors import PolicyError
from pii_guard.policy import Policy
from pii_guard.settings_check import convert, table_items

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from pii_guard.rulepack.schema import Entity

NAMES = ("pii-guard.toml", "pyproject.toml")
"""Where settings are looked for, in this order."""
_TABLE = b"tool.pii_guard"
_PLACE = deferred(r"\(at (line \d+, column \d+|end of document)\)")
_SHORTEST_REASON = 3


class Allow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Findings that may stay: all conditions given must hold."""

    paths: tuple[str, ...] = ()
    """Path patterns such as ``tests/data/**``."""
    rules: tuple[str, ...] = ()
    """Rules or entities."""
    fields: tuple[str, ...] = ()
    """Columns, keys or paths to a JSON value; ``*`` stands for any letters."""
    reason: str


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a settings file says."""

    policy: Policy = Policy()
    exclude: tuple[str, ...] = ()
    """Path patterns of files that are not scanned, and counted as excluded."""
    scan: tuple[str, ...] = ()
    """Kinds of files that are scanned though they are left out by default, such as ``vendored``."""
    allow: tuple[Allow, ...] = ()
    baseline: str = ".pii-guard-baseline"
    """Folder of the baseline, from the top of the repository."""
    source: str = ""
    """Name of the file; empty where there is none."""


def find_settings(folder: Path) -> Path | None:
    """The settings file of a repository, or None; a ``pyproject.toml`` without our table is none."""
    for name in NAMES:
        path = folder / name
        if path.is_file() and (name != "pyproject.toml" or _TABLE in path.read_bytes()):
            return path
    return None


def load_policy(path: Path, known: Mapping[str, Entity]) -> Policy:
    """The policy part of a settings file; raises ``PolicyError`` with all problems of the whole file."""
    return load_settings(path, known).policy


def load_settings(
    path: Path, known: Mapping[str, Entity], rules: Collection[str] = (), kinds: Collection[str] = ()
) -> Settings:
    """Read ``pii-guard.toml``, or the table ``[tool.pii_guard]`` of a ``pyproject.toml``.

    ``known`` are the entities of the pack, ``rules`` its rules and ``kinds`` the kinds of files that are left out.
    Raises ``PolicyError`` with all problems, each naming file and key.
    """
    problems: list[str] = []
    table = _table(path, problems)
    policy: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for key, place, value in table_items(table):
        if key in Policy.__struct_fields__:
            convert(Policy, key, place, value, policy, problems)
        elif key in {"exclude", "scan", "baseline"}:
            convert(Settings, key, place, value, own, problems)
        elif key == "allow":
            own.setdefault("allow", []).append(_allow(place, value, problems))
        else:
            names = ", ".join([*Policy.__struct_fields__, "exclude", "scan", "allow", "baseline"])
            problems.append(f"`{place}`: unknown key; known are {names}")
    problems += _unknown(policy, own, known, rules, kinds)
    if problems:
        raise PolicyError([f"{path.name}: {problem}" for problem in problems])
    allow = tuple(one for one in own.pop("allow", ()) if one is not None)
    return Settings(policy=Policy(**policy), allow=allow, source=path.name, **own)


def _table(path: Path, problems: list[str]) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most repositories have no settings

    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        problems.append("the file cannot be read")
    except UnicodeDecodeError:
        problems.append("not valid TOML: the file is not UTF-8")
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        problems.append(f"not valid TOML{f' at {place[1]}' if place else ''}")
    else:
        if path.name == "pyproject.toml":
            table = table.get("tool", {}).get("pii_guard", {})
        return table if isinstance(table, dict) else {}
    return {}


def _allow(place: str, value: Any, problems: list[str]) -> Allow | None:
    """One ``[[allow]]`` entry, with every problem of it."""
    if not isinstance(value, dict):
        problems.append(f"`{place}`: expected tables, written as [[allow]]")
        return None
    parts: dict[str, Any] = {}
    for key, one in value.items():
        if key in Allow.__struct_fields__:
            convert(Allow, key, f"{place}.{key}", one, parts, problems)
        else:
            problems.append(f"`{place}.{key}`: unknown key; known are {', '.join(Allow.__struct_fields__)}")
    if len(str(parts.get("reason", "")).strip()) < _SHORTEST_REASON:
        problems.append(f"`{place}`: needs a reason")
    if not any(parts.get(key) for key in ("paths", "rules", "fields")):
        problems.append(f"`{place}`: needs paths, rules or fields; alone it would allow everything")
    return Allow(**{"reason": "", **parts})


def _unknown(
    policy: dict[str, Any],
    own: dict[str, Any],
    known: Mapping[str, Entity],
    rules: Collection[str],
    kinds: Collection[str],
) -> Iterator[str]:
    named = [("entities", name) for name in policy.get("entities", ())]
    named += [("thresholds", name) for name in policy.get("thresholds", ())]
    named += [("kinds", name.partition("/")[0]) for name in policy.get("kinds", ())]
    yield from (f"`{key}`: unknown entity {name!r}" for key, name in dict.fromkeys(named) if name not in known)
    for name, value in policy.get("thresholds", {}).items():
        if not 0 <= value <= 1:
            yield f"`thresholds.{name}`: expected a number from 0 to 1"
    if kinds:
        for kind in own.get("scan", ()):
            if kind not in kinds:
                yield f"`scan`: unknown kind of file {kind!r}; known are {', '.join(kinds)}"
    if rules:
        for number, allow in enumerate(own.get("allow", ())):
            for rule in allow.rules if allow else ():
                if rule not in rules and rule not in known:
                    yield f"`allow[{number}].rules`: there is no rule or entity {rule!r}"
