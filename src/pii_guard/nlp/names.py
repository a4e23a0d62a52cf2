"""Names found by the trained models: spans with labels, in batches."""

from __future__ import annotations

import importlib.util
import threading
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.errors import MissingExtraError
from pii_guard.nlp.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 256
"""Stretches of text that the model reads at once."""
_EDGES = " \t\r\n.,:;!?\"'«»“”()[]{}<>*_~/\\|=-–—"


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
        pieces = (texts[number][start:end] for number, start, end in places)
        # The zone frees the words that the texts brought: nothing of them stays in memory.
        with self._lock, nlp.memory_zone():
            for (number, offset, _), doc in zip(places, nlp.pipe(pieces, batch_size=_BATCH), strict=True):
                found[number] += _names(doc, offset)
        return found


def _names(doc: Doc, offset: int) -> Iterator[Name]:
    for entity in doc.ents:
        text = entity.text
        start = len(text) - len(text.lstrip(_EDGES))
        end = len(text.rstrip(_EDGES))
        if start < end and not any(letter.isdigit() for letter in text[start:end]):
            begin = offset + entity.start_char
            yield Name(begin + start, begin + end, entity.label_)
