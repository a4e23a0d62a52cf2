"""Special categories told of a person: terms met, described by features, and scored."""

from __future__ import annotations

import math
from functools import cached_property, partial
from typing import TYPE_CHECKING

from pii_guard.detect.candidate import Candidate
from pii_guard.detect.features import Possible, candidate_features, sentence_features, sign_of
from pii_guard.detect.outlook import Outlook
from pii_guard.detect.remember import remembered
from pii_guard.detect.sentence import Sentence
from pii_guard.detect.subject import subject_features
from pii_guard.detect.vocabulary import Vocabulary
from pii_guard.detect.weights import Weights
from pii_guard.model import Reason, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pii_guard.detect.candidate import Document, Hit
    from pii_guard.detect.vocabulary import Term
    from pii_guard.rulepack.compiled import Knowledge, Pack

_PHRASE_REACH = 80
"""Code points on each side of a word that a phrase may take up."""
_NEAR_REACH = 48
"""Code points on each side that the words right beside an anchor are looked for in."""


class DisclosureDetector:
    """The lexicons of the special categories with their scorer.

    The score is a logistic one: the sum of the weights of all features that hold, as a probability.
    """

    def __init__(self, pack: Pack, entities: frozenset[str]) -> None:
        """``entities`` are the categories to look for."""
        self._pack = pack
        self.entities = entities
        self._rules = {category.entity: category.rule for category in pack.categories}

    @property
    def anchors(self) -> Sequence[str]:
        """The anchors of all terms."""
        wanted = (entity for entity in self._knowledge.anchors if entity in self.entities)
        return tuple(dict.fromkeys(anchor for entity in wanted for anchor in self._knowledge.anchors_of(entity)))

    @cached_property
    def _knowledge(self) -> Knowledge:
        return self._pack.knowledge()

    @cached_property
    def _weights(self) -> Weights:
        return Weights(self._knowledge.weights)

    @cached_property
    def _outlook(self) -> Outlook:
        return Outlook(self._weights)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The stems and cues, made when the first anchor is met."""
        return Vocabulary(self._knowledge, self._weights)

    @cached_property
    def _nearby(self) -> Mapping[bytes, bool | None]:
        """The words round an anchor to what ``_may_begin`` says of them."""
        return remembered(self._may_begin)

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Candidate]:
        """The disclosures told in the sentences that hold an anchor."""
        for sentence, possible in self._met(document, hits):
            least = self._weights.least(possible.entity)
            if not self._outlook.reaches(sentence, possible, least):
                continue
            features = candidate_features(sentence, possible, sentence_features(sentence))
            log_odds = self._weights.total(possible.entity, features)
            if log_odds >= least:
                yield Candidate(
                    sentence.spans[possible.first][0],
                    sentence.spans[possible.last][1],
                    round(_probability(log_odds), 4),
                    possible.entity,
                    self._rules[possible.entity],
                    subject=self._subject(sentence, possible, features),
                    reasons=self._reasons(possible, features),
                )

    def described(self, document: Document, hits: Sequence[Hit]) -> Iterator[tuple[Sentence, Possible, list[str]]]:
        """Every possible disclosure with its features; the training script learns the weights from these."""
        for sentence, possible in self._met(document, hits):
            yield sentence, possible, candidate_features(sentence, possible, sentence_features(sentence))

    def _met(self, document: Document, hits: Sequence[Hit]) -> Iterator[tuple[Sentence, Possible]]:
        """Every possible disclosure in the sentences that hold an anchor."""
        done = -1
        for _, end in hits:
            if end <= done or not self.begins(document, end):
                continue
            sentence = Sentence.around(document, end - 1, self.vocabulary)
            done = max(sentence.end, end)
            for possible in self._possible(sentence):
                yield sentence, possible

    def begins(self, document: Document, end: int) -> bool:
        """Whether a term may be where an anchor ends: its word, or a phrase by that word or the one before it.

        The folded text tells: what is a term in the text is one in the folded text too.
        """
        words = document.words
        before = words[max(0, end - _NEAR_REACH) : end].split()
        behind = words[end : end + _NEAR_REACH].split(None, 2)
        if words[end : end + 1] != b" " and behind:
            before[-1:] = [(before[-1] if before else b"") + behind.pop(0)]
        near = self._nearby[b" ".join([*before[-3:], b"|", *behind[:1]])]
        return near is True or (near is None and self._meets(words, end))

    def _may_begin(self, near: bytes) -> bool | None:
        """Whether a term stands at the last word before the bar; None where only more words can tell."""
        before, behind = (part.split() for part in near.decode("latin-1").split("|"))
        second, left, word = ["", "", *before][-3:]
        right = behind[0] if behind else ""
        if self.vocabulary.has_term(word):
            return True
        phrases = self.vocabulary.phrases
        is_near = phrases.may_stand_at((left, word, right)) or (left and phrases.may_stand_at((second, left, word)))
        return None if is_near else False

    def _meets(self, words: bytes, end: int) -> bool:
        """Whether a phrase is met by the word round ``end`` or by the one before it."""
        start = words.rfind(b" ", 0, end) + 1
        before = words[max(0, start - _PHRASE_REACH) : start].decode("latin-1").split()
        row = [*before, *words[start : end + _PHRASE_REACH].decode("latin-1").split()]
        place = len(before)
        places = (place, place - 1) if place else (0,)
        return any(next(self.vocabulary.phrases.find_at(row, one), None) is not None for one in places)

    def _possible(self, sentence: Sentence) -> Iterator[Possible]:
        """The words and phrases of the sentence that are terms."""
        found: dict[tuple[str, int, int], list[Term]] = {}
        for place, entry in enumerate(sentence.entries):
            for term in entry.terms:
                if term.group.entity in self.entities and _has_case(sentence, place, term.group.case):
                    found.setdefault((term.group.entity, place, place), []).append(term)
        for meeting in self.vocabulary.phrases.find(sentence.words):
            term = self.vocabulary.phrase_term(meeting.phrase)
            if term.group.entity in self.entities and _has_case(sentence, meeting.first, term.group.case):
                found.setdefault((term.group.entity, meeting.first, meeting.last), []).append(term)
        for (entity, first, last), met in found.items():
            yield Possible(entity, first, last, tuple(dict.fromkeys(met)))

    def _subject(self, sentence: Sentence, possible: Possible, features: Sequence[str]) -> Subject:
        """Whether the writer or somebody else is spoken of."""
        is_own = self._weights.is_own([*features, *subject_features(sentence, possible)])
        return Subject.SELF if is_own else Subject.OTHER

    def _reasons(self, possible: Possible, features: Sequence[str]) -> tuple[Reason, ...]:
        """What counted, summed by kind of sign: no feature is shown by its name, which may hold a word of the text."""
        weigh = partial(self._weights.of, possible.entity)
        sums: dict[str, float] = {}
        for feature in features:
            sign = sign_of(feature)
            sums[sign] = sums.get(sign, 0.0) + weigh(feature)
        groups = (term.group for term in possible.terms)
        group = max(groups, key=lambda group: weigh(f"group:{group.entity}/{group.id}"))
        return (
            Reason(f"a {group.strength} term of the group {group.id}: {group.about}", 0.0),
            *(Reason(sign, round(weight, 2)) for sign, weight in sorted(sums.items(), key=lambda item: -abs(item[1]))),
        )


def _has_case(sentence: Sentence, place: int, case: str) -> bool:
    """Whether the word is written as the group asks."""
    if case == "any":
        return True
    start, end = sentence.spans[place]
    surface = sentence.document.cased[start:end]
    if case == "capital":
        return surface[:1].isupper()
    letters = [char for char in surface if char.isalpha()]
    return sum(char.isupper() for char in letters) * 2 > len(letters)


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))
