"""Words that marked sentences tell a category with: candidates where no hand-written term is met.

They only raise candidates; the scorer decides. Words met once are left out: they seldom carry over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pii_guard.rulepack.schema import Lexicon, TermGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training.marked import Marked

_WORD = re.compile(r"[a-zæøåéA-ZÆØÅ]{3,}")
_GROUPS = (
    ("corpus-often", "Words that marked sentences often tell this category with.", "medium", 3, 0.6),
    ("corpus-sometimes", "Words that marked sentences sometimes tell this category with.", "weak", 2, 0.25),
)
"""Id, description, strength, least count inside marks, least share of all occurrences."""


def mine(texts: Iterable[Marked]) -> list[Lexicon]:
    """A lexicon for each category: words that stand inside its marks rather than elsewhere."""
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    everywhere: Counter[str] = Counter()
    for marked in texts:
        for match in _WORD.finditer(marked.text):
            word = match[0].lower()
            everywhere[word] += 1
            for span in marked.spans:
                if span.subject and span.start <= match.start() < span.end:
                    inside[span.label][word] += 1
    return [
        Lexicon(entity=label, groups=tuple(_groups(counts, everywhere))) for label, counts in sorted(inside.items())
    ]


def _groups(counts: Counter[str], everywhere: Counter[str]) -> Iterable[TermGroup]:
    taken: set[str] = set()
    for name, about, strength, least, share in _GROUPS:
        words = sorted(w for w, n in counts.items() if n >= least and n / everywhere[w] >= share and w not in taken)
        taken.update(words)
        if words:
            yield TermGroup(id=name, about=about, match="exact", strength=strength, terms=tuple(words))
