"""Precision, recall and F1 of marks, by exact span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.names.norne import Text, as_text, read_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.language import Language

CHUNK = 4
"""Sentences a text."""


@dataclass(frozen=True)
class Score:
    """Counts of exact spans."""

    hits: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 1.0

    def __str__(self) -> str:
        precision = self.hits / self.found if self.found else 1.0
        recall = self.hits / self.gold if self.gold else 1.0
        return f"{self.f1:.3f} (P {precision:.3f} R {recall:.3f})"


def texts_of(path: Path, *, natural: bool, chunk: int = CHUNK) -> list[Text]:
    """A NorNE file as texts of a few sentences."""
    sentences = list(read_sentences(path))
    return [as_text(sentences[i : i + chunk], natural=natural) for i in range(0, len(sentences), chunk)]


def score(found: Iterable[set[tuple[int, int]]], texts: Iterable[Text], label: str) -> Score:
    """Compare found spans with the texts' marks of a label."""
    hits = all_found = gold = 0
    for spans, text in zip(found, texts, strict=True):
        wanted = {(start, end) for start, end, one in text.marks if one == label}
        hits += len(spans & wanted)
        all_found += len(spans)
        gold += len(wanted)
    return Score(hits, all_found, gold)


def spans_of(nlp: Language, texts: list[Text], label: str) -> list[set[tuple[int, int]]]:
    """What a pipeline finds of a label."""
    docs = nlp.pipe([text.text for text in texts], batch_size=64)
    return [{(e.start_char, e.end_char) for e in doc.ents if e.label_ == label} for doc in docs]
