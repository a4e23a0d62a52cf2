"""NorNE (Jørgensen et al. 2020): sentences with tags, and as texts with marks."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = 1
LABELS = {"PER": "PER", "ORG": "ORG", "GPE_ORG": "ORG", "LOC": "LOC", "GPE_LOC": "LOC"}
"""Products, events and derived words are no entity of ours."""
_NO_SPACE_BEFORE = set(",.:;!?)]}»%…")
_NO_SPACE_AFTER = set("([{«")


@dataclass(frozen=True)
class Sentence:
    """One sentence; ``tags`` are those of NorNE without ``name=``."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    document: str


@dataclass(frozen=True)
class Text:
    """A text and its marks: first code point, one past the last, label."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Every sentence of a file, in order."""
    document = ""
    words: list[str] = []
    tags: list[str] = []
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"):
        if line.startswith("#"):
            document = line
        elif line.strip():
            columns = line.split("\t")
            words.append(columns[FORM])
            tags.append(re.sub(r"^name=", "", columns[-1].strip().split("|")[-1]))
        elif words:
            yield Sentence(tuple(words), tuple(tags), document)
            words, tags = [], []
    if words:
        yield Sentence(tuple(words), tuple(tags), document)


def as_text(sentences: list[Sentence], *, natural: bool, by: str = " ") -> Text:
    """Sentences as one text: spaced as people write, or with a space between all tokens; joined with ``by``."""
    parts: list[str] = []
    marks: list[tuple[int, int, str]] = []
    length = 0
    for number, sentence in enumerate(sentences):
        if number:
            parts.append(by)
            length += len(by)
        open_quote = False
        for index, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
            glue = not index or (natural and _glued(sentence.words[index - 1], word, open_quote=open_quote))
            if word == '"':
                open_quote = not open_quote
            if not glue:
                parts.append(" ")
                length += 1
            kind, _, name = tag.partition("-")
            label = LABELS.get(name)
            if label and kind == "I" and marks and marks[-1][2] == label and index:
                marks[-1] = (marks[-1][0], length + len(word), label)
            elif label:
                marks.append((length, length + len(word), label))
            parts.append(word)
            length += len(word)
    return Text("".join(parts), tuple(marks))


def _glued(before: str, word: str, *, open_quote: bool) -> bool:
    if word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER:
        return True
    return (word == '"' and open_quote) or (before == '"' and open_quote)
