"""Of whom a disclosure is told: features of the persons round it, in the order in which they are named."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from pii_guard.detect.sentence import PERSONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.detect.features import Possible
    from pii_guard.detect.sentence import Sentence

_KINDS: Final = {
    "own": "min mi mitt mine vår vårt våre vores my our".split(),
    "they": "de dei dem deira they their".split(),
    "": "selv sjølv".split(),
}
"""Words that say less of whom than others of their class, or nothing."""
_KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words}
_JOINTS: Final = frozenset("som at fordi og men da når der hvis dersom siden etter så enn mens medan av".split())
"""Words that a clause starts with."""
_BEFORE_PLACES: Final = frozenset("i på fra frå ved mot".split())
_FIRST = re.compile(r"\b(?:jeg|eg|æ|meg|mig|mæ|min|mi|mitt|mine|vi|oss)\b")
_THIRD = re.compile(r"\b(?:han|ham|hun|ho|henne|hennes|hans|hennar)\b")
_SPEAKER = re.compile(r"[^\n:]{0,40}?([^\W\d_]+)[^\w\n:]*:[^\n]*\Z")
_SPEAKER_REACH: Final = 200
_NONE: Final = "none"
_MANY: Final = 2
_FAR: Final = 4

Person = tuple[int, str, str]
"""Number of a word in its sentence, the kind of person that it points to, and the word, or for a name its kind."""


def subject_features(sentence: Sentence, possible: Possible) -> list[str]:
    """Features of the persons round a disclosure, the nearest before it first."""
    people = list(_people(sentence, possible))
    before = list(takewhile(lambda person: person[0] <= possible.last, people))
    behind = people[len(before) :]
    (_, further, _), (place, kind, word) = [(-1, _NONE, ""), (-1, _NONE, ""), *before][-2:]
    gap = possible.first - place
    text = sentence.document.lowered
    mentions = f"{min(_MANY, len(_FIRST.findall(text)))}:{min(_MANY, len(_THIRD.findall(text)))}"
    features = [
        f"by:{kind}", f"by:{word}", f"by:{further}>{kind}", f"by:{further}>{word}",
        f"by:{kind}:{gap if gap < _FAR else 'far'}",
        f"clause:{_of_clause(sentence, possible, before)}",
        f"head:{people[0][1] if people else _NONE}",
        f"then:{kind}>{behind[0][1] if behind else _NONE}",
        f"text:{mentions}", f"{possible.entity}:{kind}",
    ]  # fmt: skip
    if not before:
        features += [f"text-alone:{mentions}", f"sentence-before:{_of_sentence_before(sentence)}"]
    line = text.rfind("\n", 0, sentence.begin) + 1
    beginning = text[max(line, sentence.begin - _SPEAKER_REACH) : sentence.spans[possible.first][0]]
    if speaker := _SPEAKER.match(beginning):
        features.append(f"speaker:{speaker[1]}")
    return features


def _of_clause(sentence: Sentence, possible: Possible, before: Sequence[Person]) -> str:
    """The kinds of the first and the last person of the clause."""
    start = possible.first
    while start > 0 and sentence.words[start] not in _JOINTS:
        start -= 1
    kinds = [kind for place, kind, _ in before if place >= start]
    return f"{kinds[0]}-{kinds[-1]}" if kinds else _NONE


def _of_sentence_before(sentence: Sentence) -> str:
    other = sentence.before
    if other is None:
        return "begin"
    people = list(_people(other))
    return people[-1][1] if people else _NONE


def _people(sentence: Sentence, possible: Possible | None = None) -> Iterator[Person]:
    """Who the sentence speaks of, without the words of the disclosure that are no pronouns."""
    cued = dict(sentence.cued)
    own = range(possible.first, possible.last + 1) if possible else range(0)
    last = ""
    for place, word in enumerate(sentence.words):
        kinds = [name for name in PERSONS if name in cued.get(place, ())]
        kind = _KIND_OF.get(word, kinds[-1]) if kinds else _name(sentence, place)
        if kind == "own" and last in {"kin", "role", "name"}:
            kind = ""
        if kind and (place not in own or kind in {"first", "third"}):
            yield place, kind, word if kinds else kind
        last = kind


def _name(sentence: Sentence, place: int) -> str:
    """``name`` for a word that is written like a name where no sentence starts and no place is told."""
    start = sentence.spans[place][0]
    is_name = place > 0 and sentence.document.cased[start : start + 1].isupper() and not sentence.entries[place].terms
    return "name" if is_name and sentence.words[place - 1] not in _BEFORE_PLACES else ""
