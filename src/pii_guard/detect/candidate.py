"""What detectors read and what they yield."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pii_guard.detect.columns import column_name
from pii_guard.normalise import fold, lower_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pii_guard.model import Reason, Subject
    from pii_guard.normalise import Folded

_KEY_REACH = 80
"""How far back a key may stand, in code points."""
_LONGEST_KEY = 41
_BEHIND_KEY = re.compile(r"""[>=]?\s{0,3}["'(\[]{0,2}[^\s"':=,;{}]{0,24}""")
"""What may stand between a key's colon or equals sign and a place in its value."""
_ONLY_WORDS = bytes(code if chr(code).isalnum() else 32 for code in range(256))
_NORWEGIAN = re.compile("[æøå]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_FIRST = re.compile(r"\b(?:jeg|eg|æ|meg|mig|mæ|min|mi|mitt|mine|vi|oss)\b")
_THIRD = re.compile(r"\b(?:han|ham|hun|ho|henne|hennes|hans|hennar)\b")
_MANY = 2


def folded_name(name: str) -> str:
    """A name without signs, spaces and accents.

    >>> folded_name("Fødsels-nr.")
    'fodselsnr'
    """
    return _NOT_WORD.sub("", fold(name).text)


class Hit(NamedTuple):
    """An anchor met in a folded text."""

    anchor: int
    """Index into the detector's ``anchors``."""
    end: int
    """One past the anchor's last code point, in the folded text."""


class Candidate(NamedTuple):
    """A possible finding; positions are those of the folded text."""

    start: int
    end: int
    score: float
    entity: str
    rule: str
    kind: str | None = None
    subject: Subject | None = None
    reasons: tuple[Reason, ...] = ()


class Document:
    """One text with its folded form and the name of the field it stands in."""

    def __init__(self, text: str, folded: Folded, field: str | None = None) -> None:
        self.original = text
        self.folded = folded.text
        self._folding = folded
        self.field = field
        self._names: dict[int, tuple[str, ...]] = {}

    def field_names(self, position: int) -> tuple[str, ...]:
        """The folded names, letters and digits only, of the field, and of the key or the column round ``position``."""
        if position not in self._names:
            self._names[position] = self._field_names(position)
        return self._names[position]

    def _field_names(self, position: int) -> tuple[str, ...]:
        names = [] if self.field is None else [folded_name(self.field)]
        line_start = self.folded.rfind("\n", max(0, position - _KEY_REACH), position) + 1
        before = self.folded[max(line_start, position - _KEY_REACH) : position]
        key = _key(before)
        column = key or _NOT_WORD.sub("", column_name(self.folded, position))
        if column:
            names.append(column)
        return tuple(names)

    @cached_property
    def cased(self) -> str:
        """The text in its own case and spelling, position for position with ``folded``."""
        if self._folding.offsets is None:
            return self.original
        return "".join(self.original[i] for i in self._folding.offsets[:-1])

    @cached_property
    def last(self) -> int:
        """The place of the last folded code point that is no white space, or -1."""
        return len(self.folded.rstrip()) - 1

    @cached_property
    def lowered(self) -> str:
        """The text in lower case with its own æ, ø and å, position for position with ``folded``."""
        lowered = lower_letters(self.cased)
        return lowered if len(lowered) == len(self.folded) else self.folded

    @cached_property
    def words(self) -> bytes:
        """The folded text in Latin-1 with a space for everything but letters and digits."""
        return self._folding.data.translate(_ONLY_WORDS)

    @cached_property
    def mentions(self) -> tuple[int, int]:
        """How many pronouns of the first and of the third person the text holds, each up to two.

        It is a text's and not a sentence's: to count anew for each candidate takes the square of the text's length.
        """
        first, third = (sum(1 for _ in islice(words.finditer(self.lowered), _MANY)) for words in (_FIRST, _THIRD))
        return first, third

    @cached_property
    def is_plain(self) -> bool:
        """Whether the text is written without æ, ø and å throughout."""
        return not _NORWEGIAN.search(self.lowered)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a folded span stands for."""
        return self._folding.original(start, end)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The folded span that stands for a span of the original text."""
        offsets = self._folding.offsets
        return (start, end) if offsets is None else (bisect_left(offsets, start), bisect_left(offsets, end))


def _key(before: str) -> str:
    """The folded name of the key whose value begins at the end of ``before``, or "" where there is none."""
    sign = max(before.rfind(":"), before.rfind("="))
    if sign < 0 or not _BEHIND_KEY.fullmatch(before, sign + 1):
        return ""
    name = before[:sign].rstrip(":= \t").rstrip("\"'")
    start = len(name)
    inner = "_ .-/" if before[sign] == ":" else "_.-"
    while start and len(name) - start < _LONGEST_KEY and (name[start - 1].isalnum() or name[start - 1] in inner):
        start -= 1
    return _NOT_WORD.sub("", name[start:])


class Detector(Protocol):
    """Compiled from a rule; immutable and picklable. Knows no files and no policy."""

    @property
    def anchors(self) -> Sequence[str]:
        """Expressions in the common subset of ``re`` and Hyperscan; ``find`` is called when one is met.

        They are asked for only where no compiled automaton is stored.
        """

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterable[Candidate]:
        """The candidates of this rule that reach its threshold; ``hits`` are in order of their ends."""
