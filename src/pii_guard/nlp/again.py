"""Names met again: a person who is named once in a text is the same person further on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pii_guard.nlp.lists import is_place, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PART = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_SHORT = 2
_MOST = 400
"""More parts than a text of any use names: a list of names is read as it stands."""


def met_again(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a capitalised part of a found name, with or without genitive s, stands by itself in ``text``.

    >>> text = "Ingrid Brekkhus ringte. Brekkhus vil ha svar, og Brekkhus' mann."
    >>> [text[a:b] for a, b in met_again(text, [(0, 15)])]
    ['Brekkhus', 'Brekkhus']
    """
    parts = {part for start, end in spans for part in _PART.findall(text[start:end]) if _is_telling(part)}
    parts |= {part[:-1] for part in parts if part.endswith("s") and _is_telling(part[:-1])}
    if not parts or len(parts) > _MOST:
        return
    taken = iter([*sorted(spans), (len(text), len(text))])
    start, end = next(taken)
    for match in _PART.finditer(text):
        while end <= match.start() and start < len(text):
            start, end = next(taken)
        bare = match[0].removesuffix("s")
        if (match[0] in parts or bare in parts) and match.end() <= start:
            yield match.span()


def _is_telling(part: str) -> bool:
    written_as_name = part[0].isupper() and not part.isupper() and len(part) > _SHORT
    return written_as_name and not is_word(part) and not is_place(part)
