"""Text that can be written anywhere: names of files and keys may hold stray bytes, or what would steer a terminal."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    r"""Text that UTF-8 can write; a stray byte is spelled out.

    >>> plain("a\udce6")
    'a\\udce6'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def plain_cell(cell: object) -> object:
    """A cell that UTF-8 can write; what is no text stays as it is."""
    return plain(cell) if isinstance(cell, str) else cell


def printable(line: str) -> str:
    """A line that a terminal only shows."""
    return plain(_CONTROLS.sub("?", line))
