"""Text that UTF-8 can write."""

from __future__ import annotations


def writable(text: str) -> str:
    r"""``text`` with stray bytes, which names of files and keys may hold, as escapes.

    >>> writable("s\udce5r")
    's\\udce5r'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
