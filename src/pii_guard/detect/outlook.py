"""Which possible disclosures cannot become one, known before all their features are.

Most words that may be a term are none where they stand, and their features are costly. So those that the words of the
sentence give are weighed first; where they and the greatest that all others could add together stay below the
threshold, nobody needs to know the others.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from pii_guard.detect.features import (
    OWN_FIELD,
    beside_features,
    context_features,
    letter_features,
    name_features,
    neighbour_features,
    sentence_features,
    sides_feature,
    target_features,
    term_features,
)

if TYPE_CHECKING:
    from pii_guard.detect.features import Possible
    from pii_guard.detect.sentence import Sentence
    from pii_guard.detect.vocabulary import Term
    from pii_guard.detect.weights import Weights

_MOST_NAMES = 2
"""How many names of fields ``Document.field_names`` gives at most."""
_SLACK = 1e-6
"""More than sums of the same weights in another order differ by."""


class Outlook:
    """Bounds of what the learned weights of a possible disclosure can add up to."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._own = lru_cache(maxsize=65536)(self._own_total)
        self._rest = lru_cache(maxsize=64)(self._most_of_rest)

    def reaches(self, sentence: Sentence, possible: Possible, least: float) -> bool:
        """Whether the log-odds may be ``least``; where they are, it says so."""
        entity = possible.entity
        folded = tuple(sentence.folded[possible.first : possible.last + 1])
        features = {
            *sentence_features(sentence, costly=False),
            *beside_features(sentence, possible),
            *neighbour_features(sentence, possible),
            *name_features(sentence, possible),
            sides_feature(sentence, possible),
        }
        if sentence.is_of_field(entity):
            features.add(OWN_FIELD)
        for term in possible.terms:
            features.update(context_features(sentence, term))
        total = self._own(entity, possible.terms, folded, sentence.persons) + self._weights.total(entity, features)
        return total + self._rest(entity, knows_persons=bool(sentence.persons or not sentence.begin)) + _SLACK >= least

    def _own_total(
        self, entity: str, terms: tuple[Term, ...], folded: tuple[str, ...], persons: tuple[str, ...]
    ) -> float:
        """What the words bring along wherever they stand."""
        of_terms = (term_features(term, persons) for term in terms)
        features = chain(target_features(folded, persons), *map(letter_features, folded), *of_terms)
        return self._weights.total(entity, set(features))

    def _most_of_rest(self, entity: str, *, knows_persons: bool) -> float:
        """The most that the costly features of the sentence and those of the form can add."""
        weigh = self._weights.of
        earlier = sum(weight for weight in self._weights.starting(entity, "earlier:") if weight > 0)
        key = max((0.0, *self._weights.starting(entity, "key:")))
        capital = max(0.0, *(weigh(entity, name) for name in ("upper", "capital", "capital:first")))
        whole = sum(max(0.0, weigh(entity, name)) for name in ("code", "cell", "whole", "key"))
        return whole + capital + key * _MOST_NAMES + (0.0 if knows_persons else earlier)
