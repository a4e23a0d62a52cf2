"""From parsed settings to typed values, one at a time, so that every problem is told and not only the first."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLES = 2
"""Tables in tables that are taken apart: ``entities.PERSON.commit``."""


def table_items(table: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Each setting with its top key and its place: entries of ``allow`` one by one, all else whole."""
    for key, value in table.items():
        if key == "allow" and isinstance(value, list):
            yield from ((key, f"allow[{number}]", one) for number, one in enumerate(value))
        else:
            yield key, key, value


def convert(kind: type, key: str, place: str, value: Any, into: dict[str, Any], problems: list[str]) -> None:
    """``value`` as the field ``key`` of ``kind``, put ``into`` the parts; what is wrong with it to ``problems``.

    Tables are converted entry by entry, and what is wrong is left out.
    """
    hint = get_type_hints(kind)[key]
    kept = _converted(value, hint, place, problems, _TABLES)
    if kept is not msgspec.UNSET:
        into[key] = kept


def _converted(value: Any, hint: Any, place: str, problems: list[str], depth: int) -> Any:
    parts: tuple[Any, ...] = getattr(hint, "__args__", ())
    if depth and isinstance(value, dict) and getattr(hint, "__origin__", None) is dict:
        kept: dict[Any, Any] = {}
        for name, one in value.items():
            typed = _leaf(name, parts[0], f"{place}.{name}", problems, "key: ")
            inner = _converted(one, parts[1], f"{place}.{name}", problems, depth - 1)
            if typed is not msgspec.UNSET and inner is not msgspec.UNSET:
                kept[typed] = inner
        return kept
    return _leaf(value, hint, place, problems, "")


def _leaf(value: Any, hint: Any, place: str, problems: list[str], what: str) -> Any:
    try:
        return msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        known = f"; known are {', '.join(hint)}" if isinstance(hint, type) and issubclass(hint, StrEnum) else ""
        problems.append(f"`{place}`: {what}{str(error).partition(' - at ')[0]}{known}")
    return msgspec.UNSET
