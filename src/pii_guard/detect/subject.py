"""Of whom a disclosure is told: features of the persons round it, in the order in which they are named."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pii_guard.detect.features import Possible
    from pii_guard.detect.sentence import Person, Sentence

_JOINTS: Final = frozenset("som at fordi og men da når der hvis dersom siden etter så enn mens medan av".split())
"""Words that a clause starts with."""
_SPEAKER = re.compile(r"[^\n:]{0,40}?([^\W\d_]+)[^\w\n:]*:[^\n]*\Z")
_SPEAKER_REACH: Final = 200
_NONE: Final = "none"
_FAR: Final = 4


def subject_features(sentence: Sentence, possible: Possible) -> list[str]:
    """Features of the persons round a disclosure, the nearest before it first."""
    own = range(possible.first, possible.last + 1)
    people = [person for person in sentence.people if person[0] not in own or person[1] in {"first", "third"}]
    before = list(takewhile(lambda person: person[0] <= possible.last, people))
    behind = people[len(before) :]
    (_, further, _), (place, kind, word) = [(-1, _NONE, ""), (-1, _NONE, ""), *before][-2:]
    gap = possible.first - place
    text = sentence.document.lowered
    mentions = "{}:{}".format(*sentence.document.mentions)
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
    people = other.people
    return people[-1][1] if people else _NONE
