r"""The phrase language of lexicons and cues, compiled to regular expressions on folded text.

Lower case with ``æøå``; a space is any white space; ``(a|b)`` are alternatives and ``(a)?`` is optional;
``~`` is any further letters of the word; `` ... `` is up to three words; ``#`` is a number; `` ?`` is an optional
space; everything else stands for itself. A phrase is met as whole words. ``å`` is also met as
``aa`` and ``a``, and so on.

>>> compile_phrase("går (til|hos) psykolog~").regex
'(?<![a-z0-9])gaa?r\\s+(?:til|hos)\\s+psykolog[a-z]*'
>>> compile_phrase("går (til|hos) psykolog~").anchors
('\\bpsykolog',)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pii_guard.normalise import fold
from pii_guard.rulepack.rarity import frequency

_SPELLINGS = {"å": ("a", "aa"), "ø": ("o", "oe"), "æ": ("a", "ae")}
_MAX_ANCHORS = 200
_SPACE = r"\s+"


class Phrase(NamedTuple):
    """A compiled phrase."""

    regex: str
    """Expression for ``re`` on folded text."""
    anchors: tuple[str, ...]
    """Words of which one must stand in the text where the phrase is met, as expressions of the subset common
    to ``re`` and Hyperscan."""


class PhraseError(ValueError):
    """A phrase that cannot be compiled; the message says why and where."""


class _Part(NamedTuple):
    regex: str
    literals: frozenset[str] | None
    """Anchors of which one is surely there, or None where nothing is sure."""


def spellings(word: str) -> tuple[str, ...]:
    """The folded ways to write a word: ``føre`` gives ``fore`` and ``foere``.

    Mixed spellings are left out: who writes ``oe`` for ``ø`` writes ``aa`` for ``å``.
    """
    out = []
    for choice in (0, 1):
        spelled = "".join(_SPELLINGS[c][choice] if c in _SPELLINGS else c for c in word)
        out.append(fold(spelled).text)
    return tuple(dict.fromkeys(out))


def compile_phrase(phrase: str) -> Phrase:
    """Compile one phrase; raises ``PhraseError``."""
    part, position = _alternatives(phrase, 0, depth=0, fresh=True)
    if position != len(phrase):
        raise PhraseError(f"unbalanced bracket at character {position + 1}")
    if not part.literals:
        raise PhraseError("a phrase needs at least one fixed word")
    end = "" if phrase.endswith("~") else "(?![a-z0-9])"
    return Phrase(f"(?<![a-z0-9]){part.regex}{end}", tuple(sorted(part.literals)))


def compile_any(phrases: tuple[str, ...]) -> str:
    """One expression for any of several phrases."""
    return "|".join(f"(?:{compile_phrase(phrase).regex})" for phrase in phrases)


def _alternatives(text: str, position: int, depth: int, *, fresh: bool) -> tuple[_Part, int]:
    """``fresh`` says that a word begins at ``position``."""
    branches = []
    while True:
        branch, position = _sequence(text, position, fresh=fresh)
        branches.append(branch)
        if position < len(text) and text[position] == "|":
            if depth == 0:
                raise PhraseError("alternatives need brackets")
            position += 1
            continue
        break
    if len(branches) == 1:
        return branches[0], position
    literals: frozenset[str] | None = frozenset()
    for branch in branches:
        literals = None if literals is None or branch.literals is None else literals | branch.literals
    return _Part("|".join(b.regex for b in branches), literals), position


def _sequence(text: str, position: int, *, fresh: bool) -> tuple[_Part, int]:
    begin = position
    regex: list[str] = []
    sure: list[frozenset[str]] = []
    while position < len(text) and text[position] not in "|)":
        opened = position
        starts_word = fresh if opened == begin else text[opened - 1] == " "
        if text[position] != "(":
            piece, word, position = _atom(text, position)
            regex.append(piece)
            if word:
                ends_word = position == len(text) or text[position] == " "
                sure.append(
                    frozenset(_anchor(s, starts_word=starts_word, ends_word=ends_word) for s in spellings(word))
                )
            continue
        part, position, optional = _group(text, position, fresh=starts_word)
        if not optional:
            regex.append(f"(?:{part.regex})")
            if part.literals:
                sure.append(part.literals)
        elif (opened == begin or text[opened - 1] == " ") and _single_space(text, position):
            regex.append(rf"(?:{part.regex}\s+)?")
            position += 1
        elif regex and regex[-1] == _SPACE and text[position : position + 1] in {"", "|", ")"}:
            regex[-1] = rf"(?:\s+{part.regex})?"
        else:
            regex.append(f"(?:{part.regex})?")
    return _Part("".join(regex), _surest(sure)), position


def _single_space(text: str, position: int) -> bool:
    return text.startswith(" ", position) and not text.startswith((" ... ", " ?"), position)


def _group(text: str, position: int, *, fresh: bool) -> tuple[_Part, int, bool]:
    """A bracket: what is in it, the position behind it, and whether it is optional."""
    inner, position = _alternatives(text, position + 1, depth=1, fresh=fresh)
    if position >= len(text) or text[position] != ")":
        raise PhraseError("a bracket is not closed")
    position += 1
    optional = text.startswith("?", position)
    return inner, position + optional, optional


def _atom(text: str, position: int) -> tuple[str, str, int]:
    """One symbol or one run of literal characters: its expression, its word if any, and the next position."""
    if text.startswith(" ... ", position):
        return r"\s+(?:\S+\s+){0,3}", "", position + 5
    char = text[position]
    if char == " ":
        return (r"\s*", "", position + 2) if text.startswith("?", position + 1) else (_SPACE, "", position + 1)
    if char == "~":
        return "[a-z]*", "", position + 1
    if char == "#":
        return r"\d+", "", position + 1
    if char == "?":
        raise PhraseError(f"'?' without a bracket before it at character {position + 1}")
    end = position
    while end < len(text) and text[end] not in " ~#()|?":
        end += 1
    word = text[position:end]
    return "".join(_letter(c) for c in word), word, end


def _anchor(word: str, *, starts_word: bool, ends_word: bool) -> str:
    """An expression for ``word``, tied to word boundaries where the phrase ties it."""
    start = r"\b" if starts_word and word[0].isalnum() else ""
    end = r"\b" if ends_word and word[-1].isalnum() else ""
    return f"{start}{re.escape(word)}{end}"


def _letter(char: str) -> str:
    if char in _SPELLINGS:
        return f"{_SPELLINGS[char][0]}{_SPELLINGS[char][1][1]}?"
    return re.escape(fold(char).text)


def _surest(sure: list[frozenset[str]]) -> frozenset[str] | None:
    """The set of literals that is met least often in running text."""
    usable = [literals for literals in sure if len(literals) <= _MAX_ANCHORS] or sure[:1]
    return min(usable, key=lambda anchors: sum(map(frequency, anchors)), default=None)
