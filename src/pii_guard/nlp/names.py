"""Names found by the trained models: spans with labels, in batches."""

from __future__ import annotations

import importlib.util
import threading
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.errors import MissingExtraError
from pii_guard.nlp.again import met_again
from pii_guard.nlp.refute import is_refuted, pieces
from pii_guard.nlp.windows import windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

_BATCH = 256
"""Stretches of text that the model reads at once."""
_PERSON = "PER"


class Name(NamedTuple):
    """A stretch of text that a model reads as a name; positions are code points of the text."""

    start: int
    end: int
    label: str
    """``PER``, ``LOC`` or ``ORG``."""


class NameModel:
    """One trained model of the package, loaded when first needed. May be shared by threads and pickled."""

    def __init__(self, name: str = "person") -> None:
        """``name`` is ``person`` or ``places``; raises ``MissingExtraError`` where spaCy is not installed."""
        if importlib.util.find_spec("spacy") is None:
            raise MissingExtraError("the profile 'full'", "full")
        self._name = name
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[NameModel], tuple[str]]:
        return type(self), (self._name,)

    @property
    def pipeline(self) -> Language:
        """The spaCy pipeline itself."""
        from pii_guard.nlp.archive import load  # noqa: PLC0415 - spaCy is loaded when a text needs it

        return load(self._name)

    def find(self, texts: Sequence[str]) -> list[list[Name]]:
        """The names in each text. Texts that hold no possible name cost no more than the look."""
        found: list[list[Name]] = [[] for _ in texts]
        places = [(number, start, end) for number, text in enumerate(texts) for start, end in windows(text)]
        if not places:
            return found
        nlp = self.pipeline
        stretches = (texts[number][start:end] for number, start, end in places)
        # The zone frees the words that the texts brought: nothing of them stays in memory.
        with self._lock, nlp.memory_zone():
            for (number, offset, _), doc in zip(places, nlp.pipe(stretches, batch_size=_BATCH), strict=True):
                found[number] += [Name(offset + e.start_char, offset + e.end_char, e.label_) for e in doc.ents]
        return [_settled(text, names) for text, names in zip(texts, found, strict=True)]


def _settled(text: str, names: Sequence[Name]) -> list[Name]:
    """The names of one text: cut where two are one, without those that are refuted, with those met again."""
    cut = [Name(*span, name.label) for name in names for span in pieces(text, name.start, name.end)]
    kept = [name for name in cut if name.label != _PERSON or not is_refuted(text, name.start, name.end)]
    return [*kept, *_again(text, kept)]


def _again(text: str, names: Sequence[Name]) -> list[Name]:
    spans = [(name.start, name.end) for name in names if name.label == _PERSON]
    return [Name(start, end, _PERSON) for start, end in met_again(text, spans)] if spans else []
