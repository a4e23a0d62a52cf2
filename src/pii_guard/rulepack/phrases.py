r"""The phrase language of lexicons and cues, taken apart into sequences of words.

Lower case with ``æøå``; ``(a|b)`` are alternatives and ``(a)?`` is optional; ``~`` is any further letters of the word,
``#`` is a number, `` ... `` is up to three words, `` ?`` is an optional space. Signs between words do not count. A
phrase is met as whole words; ``å`` is also met as ``aa`` and ``a``, and so on.

>>> parse_phrase("går (til )?(legen|psykolog~)")[1]
(('gaar', 'gar', 'går'), ('legen', 'psykolog~'))
>>> compile_any(("født",))
'(?<![a-z0-9])(?:(?:fodt|foedt))(?![a-z0-9])'
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from pii_guard.deferred import deferred
from pii_guard.normalise import fold, lower_letters
from pii_guard.rulepack.rarity import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.rulepack.phrase_table import Slot

GAP: Slot = ()
_GAP_SIGN = "…"
_SPELLINGS = {"å": ("a", "aa"), "ø": ("o", "oe"), "æ": ("a", "ae")}
_GROUP = deferred(r"\(([^()]*)\)(\?)?")
_SIGNS = deferred(rf"[^\w~# ()|?{_GAP_SIGN}]|_")
_ALTERNATIVE = deferred(r"\|(?![^<>]*>)")
_CHOICE = deferred(r"<([^<>]*)>")


_COMMON = 15
"""Meetings among a million words from which a word alone is too common to be searched for."""


class PhraseError(ValueError):
    """A phrase that cannot be compiled; the message says why."""


@lru_cache(maxsize=65536)
def spellings(word: str) -> tuple[str, ...]:
    """The folded ways to write a word: ``føre`` gives ``fore`` and ``foere``.

    Mixed spellings are left out: who writes ``oe`` for ``ø`` writes ``aa`` for ``å``.
    """
    if word.isascii() and word.isalnum():
        return (word.lower(),)
    out = []
    for choice in (0, 1):
        spelled = "".join(_SPELLINGS[c][choice] if c in _SPELLINGS else c for c in word)
        out.append(fold(spelled).text)
    return tuple(dict.fromkeys(out))


def parse_phrase(phrase: str) -> tuple[tuple[Slot, ...], ...]:
    """The sequences of words that a phrase stands for; raises ``PhraseError``."""
    if "|" in _GROUP.sub("", _GROUP.sub("", _GROUP.sub("", phrase))):
        raise PhraseError("alternatives need brackets")
    plain = _SIGNS.sub(" ", lower_letters(phrase).replace(" ... ", f" {_GAP_SIGN} "))
    branches = list(_branches(plain.replace(" ?", "( |)")))
    if any(sign in branch for branch in branches for sign in "()?"):
        raise PhraseError("a bracket is not closed or not opened, or '?' stands without one before it")
    sequences = tuple(dict.fromkeys(_slots(branch) for branch in branches))
    if not all(any(_fixed(word) for slot in sequence for word in slot) for sequence in sequences):
        raise PhraseError("a phrase needs at least one fixed word")
    return sequences


def _branches(text: str) -> Iterator[str]:
    """The phrase without optional groups and without alternatives of several words; other groups become ``<a|b>``."""
    group = _GROUP.search(text)
    if group is None:
        yield text
        return
    single: dict[tuple[str, str], list[str]] = {}
    choices: list[str] = []
    for one in _ALTERNATIVE.split(group[1]):
        word = one.strip()
        if not word or " " in word or "<" in word:
            choices.append(one)
        else:
            sides = (" " if one[0] == " " else "", " " if one[-1] == " " else "")
            single.setdefault(sides, []).append(word)
    choices += [f"{before}<{'|'.join(words)}>{after}" for (before, after), words in single.items()]
    if group[2] and "" not in choices:
        choices.append("")
    for choice in choices:
        yield from _branches(text[: group.start()] + choice + text[group.end() :])


def _slots(branch: str) -> tuple[Slot, ...]:
    return tuple(GAP if word == _GAP_SIGN else _slot(word) for word in branch.split())


@lru_cache(maxsize=16384)
def _slot(word: str) -> Slot:
    """All ways to write one word, such as ``<syk|sjuk>dom~``."""
    parts = [part.split("|") if number % 2 else [part] for number, part in enumerate(_CHOICE.split(word))]
    words = {"".join(choice) for choice in product(*parts)}
    return tuple(sorted({way for one in words for way in (one, *spellings(one))}))


def _fixed(word: str) -> str:
    return word.strip("~#")


def rarest_slot(sequence: tuple[Slot, ...]) -> int:
    """The number of the slot that is met least often in running text: where a search for the phrase begins."""
    usable = [number for number, slot in enumerate(sequence) if _is_usable(slot)]
    return min(usable, key=lambda number: _frequency(sequence[number]))


@lru_cache(maxsize=16384)
def _frequency(slot: Slot) -> float:
    """How often any of the slot's words is met among a million."""
    return sum(frequency(anchor) for anchor in slot_anchors(slot))


@lru_cache(maxsize=16384)
def slot_anchors(slot: Slot) -> tuple[str, ...]:
    r"""Expressions for the words of a slot in folded text, in the subset that ``re`` and Hyperscan share."""
    anchors = []
    for word in dict.fromkeys(fold(word).text for word in slot):
        start = "" if word.startswith("~") else r"\b"
        end = "" if word.endswith("~") else r"\b"
        anchors.append(f"{start}{_fixed(word)}{end}")
    return tuple(dict.fromkeys(anchors))


def phrase_anchors(sequence: tuple[Slot, ...]) -> tuple[str, ...]:
    """Words of which one is met where the sequence is: those of its rarest slot, common ones with a neighbour."""
    number = rarest_slot(sequence)
    beside = [near for near in (number - 1, number + 1) if 0 <= near < len(sequence) and _is_usable(sequence[near])]
    other = min(beside, key=lambda one: len(sequence[one]), default=number)
    anchors: list[str] = []
    for word in slot_anchors(sequence[number]):
        pairs = [_pair(word, near) if other > number else _pair(near, word) for near in slot_anchors(sequence[other])]
        is_single = other == number or frequency(word) <= _COMMON or "" in pairs
        anchors += [word] if is_single else pairs
    return tuple(dict.fromkeys(anchors))


def _pair(first: str, second: str) -> str:
    """Two anchors with a space between them, or "" where one of them is open there."""
    bound = r"\b"
    is_closed = first.endswith(bound) and second.startswith(bound)
    return f"{first.removesuffix(bound)} {second.removeprefix(bound)}" if is_closed else ""


def _is_usable(slot: Slot) -> bool:
    """Whether every way to write the word has fixed letters."""
    return bool(slot) and all(_fixed(word) for word in slot)


def compile_any(phrases: tuple[str, ...]) -> str:
    """One regular expression on folded text for any of several phrases."""
    found = (_regex(sequence) for phrase in phrases for sequence in parse_phrase(phrase))
    return f"(?<![a-z0-9])(?:{'|'.join(dict.fromkeys(found))})(?![a-z0-9])"


def _regex(sequence: tuple[Slot, ...]) -> str:
    parts = []
    for slot in sequence:
        if slot == GAP:
            parts.append(r"(?:[a-z0-9]+[^a-z0-9]+){0,3}")
            continue
        ways = dict.fromkeys(fold(word).text.replace("~", "[a-z0-9]*").replace("#", "[0-9]+") for word in slot)
        parts.append(next(iter(ways)) if len(ways) == 1 else f"(?:{'|'.join(ways)})")
    return "[^a-z0-9]+".join(parts).replace("{0,3}[^a-z0-9]+", "{0,3}")
