"""Names of columns where a text holds a table with a head line."""

from __future__ import annotations

import re

_SEPARATORS = ";\t|,"
_REACH = 4000
"""How far above a cell the head line may stand, in code points."""
_LONGEST_NAME = 40
_NAME = re.compile(r"[a-z][a-z0-9_ .\-/]*")


def column_name(text: str, position: int) -> str:
    r"""The head of the column that ``position`` of a folded text stands in, or "" where there is none.

    >>> column_name("navn;mobil\nkari;91234567", 16), column_name("hei; takk", 5)
    ('mobil', '')
    """
    start = text.rfind("\n", max(0, position - _REACH), position) + 1
    if start == 0:
        return ""
    stop = text.find("\n", position, position + _REACH)
    line = text[start : stop if stop >= 0 else position + _REACH]
    separator = next((sign for sign in _SEPARATORS if sign in line), " ")
    head = _head(text, start).split(separator)
    if len(head) != line.count(separator) + 1 or (separator == " " and len(head) > 1):
        return ""
    name = head[text.count(separator, start, position)].strip(" \"'\r")
    return name if len(name) <= _LONGEST_NAME and _NAME.fullmatch(name) else ""


def _head(text: str, start: int) -> str:
    """The first line of the paragraph that the line beginning at ``start`` belongs to, or "" when it is that one."""
    low = max(0, start - _REACH)
    begin = text.rfind("\n\n", low, start)
    begin = begin + 2 if begin >= 0 else low if low == 0 else start
    return text[begin : text.find("\n", begin)] if begin < start else ""
