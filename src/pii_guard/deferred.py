"""Regular expressions that are compiled when they are first used.

A module would compile its own when it is imported; a hook imports many and needs few of them, and compiling all was
a third of its start.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


class _Deferred(Generic[AnyStr]):
    """Stands for a compiled expression, whose methods it takes over one by one."""

    def __init__(self, expression: AnyStr, flags: int) -> None:
        self._given: tuple[AnyStr, int] = (expression, flags)

    def __getattr__(self, name: str) -> Any:
        # ``re`` keeps what it has compiled; the method kept here is found without coming back.
        method = getattr(re.compile(*self._given), name)
        setattr(self, name, method)
        return method


def deferred(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The expression as ``re.compile`` gives it, but compiled at its first use; mistakes in it show only then.

    >>> deferred("[a-z]+").findall("to ord")
    ['to', 'ord']
    """
    return cast("re.Pattern[AnyStr]", _Deferred(expression, flags))
