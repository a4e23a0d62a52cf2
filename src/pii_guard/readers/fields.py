"""What the name of a column or key tells: whether its texts are scanned, and what they mean."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.readers.record import About
from pii_guard.readers.shapes import CHANNEL_NAMES, CHANNELS, SHAPES, TIMES, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pii_guard.readers.options import Options

LONGEST_MACHINE = 40
"""Code points of an id or time; a longer value is text whatever its column is called."""
_NOT_NAME = re.compile(r"[\W_]+")
_INDEX = re.compile(r"\[\d+\]")
_PLAIN = re.compile(r"[\w .\-/#@()\[\]:%?]{0,80}")
_MOST_DIGITS = 5
_MONTH = re.compile(
    r"\s*(?:(\d{4})-(\d{2})(?!\d)|(?:\w{3}, )?(\d{1,2})[./](\d{1,2})[./](\d{4})|(?:\w{3}, )?\d{1,2} (\w{3}) (\d{4}))"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


class Role(NamedTuple):
    """What is done with the texts of one column or key."""

    scan: bool
    """Whether they are wanted."""
    machine: bool
    """Whether they are ids or times: only those too long for that are scanned."""
    meaning: str | None
    """The name that the scanner reads as context."""


class Fields:
    """The roles of one source's columns or keys."""

    def __init__(self, options: Options, keys: Iterable[str] = ()) -> None:
        """``keys`` are the names of the first record, nested ones too: they tell the shape."""
        self._only = tuple(pattern.casefold() for pattern in options.fields)
        self._without = tuple(pattern.casefold() for pattern in options.exclude_fields)
        self._shape = shape_of(keys)
        self._known: dict[str, Role] = {}

    @property
    def shape(self) -> str | None:
        """The helpdesk system, where it is known."""
        return self._shape.name if self._shape else None

    def role(self, path: str, key: str | None) -> Role:
        """What to do with the value at ``path`` under ``key``."""
        known = self._known.get(path)
        if known is None:
            known = self._role(path, key)
            if len(self._known) < 100_000:  # noqa: PLR2004 - keys that are values must not fill the memory
                self._known[path] = known
        return known

    def _role(self, path: str, key: str | None) -> Role:
        names = {path.casefold(), (key or "").casefold()}
        wanted = not self._only or any(fnmatchcase(name, pattern) for name in names for pattern in self._only)
        if any(fnmatchcase(name, pattern) for name in names for pattern in self._without):
            wanted = False
        name = folded(key or "")
        if self._shape is None:
            return Role(wanted, machine=False, meaning=key)
        return Role(wanted, name in self._shape.machine, self._shape.meaning.get(name, key))


def folded(name: str) -> str:
    """Lower case, letters and digits only."""
    return _NOT_NAME.sub("", name.casefold())


def shape_of(keys: Iterable[str]) -> Shape | None:
    """The first helpdesk shape whose marks are all there."""
    names = {folded(key) for key in keys}
    return next((shape for shape in SHAPES if any(marks <= names for marks in shape.marks)), None)


def without_indices(path: str) -> str:
    """``comments[].body`` for ``comments[3].body``: the same field in all elements."""
    return _INDEX.sub("[]", path)


def is_plain_name(key: str) -> bool:
    """Whether a key looks like a name that a programmer gave, and not like a value."""
    if _PLAIN.fullmatch(key) is None or ("@" in key and "." in key):
        return False
    return sum(map(str.isdecimal, key)) <= _MOST_DIGITS


def about(values: Mapping[str, str]) -> About:
    """Month and channel of a record; ``values`` by folded key."""
    month = next((found for key in TIMES if key in values and (found := month_of(values[key]))), None)
    channel = next(
        (CHANNEL_NAMES[name] for key in CHANNELS if (name := folded(values.get(key, ""))) in CHANNEL_NAMES), None
    )
    return About(month, channel)


TELLING = frozenset(TIMES) | frozenset(CHANNELS)
"""Folded keys that ``about`` reads."""


def month_of(value: str) -> str | None:
    """``2026-03`` for a date in one of the forms that exports use.

    >>> month_of("2026-03-14T08:00:00Z"), month_of("14.03.2026 08:00"), month_of("1773475200")
    ('2026-03', '2026-03', '2026-03')
    """
    match = _MONTH.match(value)
    if match:
        year, month, _, other, late, name, last = match.groups()
        named = _NAMES.index(name.lower()) + 1 if name and name.lower() in _NAMES else 0
        number = named if name else int(month or other)
        return f"{year or late or last}-{number:02d}" if 1 <= number <= 12 else None  # noqa: PLR2004 - months
    if _EPOCH.fullmatch(value.strip()):
        from datetime import UTC, datetime  # noqa: PLC0415 - seldom needed

        return f"{datetime.fromtimestamp(int(value.strip()[:10]), UTC):%Y-%m}"
    return None
