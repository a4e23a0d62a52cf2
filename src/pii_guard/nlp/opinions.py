"""What else than the rules has something to say of a text: the name models and a user's own analyzer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pii_guard.detect.candidate import Candidate
from pii_guard.model import Reason
from pii_guard.nlp.names import NameModel
from pii_guard.normalise import fold
from pii_guard.rulepack.schema import Persons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pii_guard.detect.candidate import Document
    from pii_guard.nlp.analyzer import Analyzer
    from pii_guard.nlp.names import Name
    from pii_guard.rulepack import Pack

PERSON: Final = "PERSON"
PLACES: Final = {"LOC": "LOCATION", "ORG": "ORGANIZATION"}
_RULE: Final = "person-name"
_PLACES_RULE: Final = "place-name"
_ALONE: Final = Reason("the name model reads it as a person's name", 0.75)
_AGREED: Final = Reason("the name model agrees", 0.2)
_PLACE: Final = Reason("the name model reads it as a place or an organisation", 0.55)
_SURE_OF_ENDS: Final = 0.9
"""A name that the rules are at least this sure of keeps all its words."""
_SURE_ALONE: Final = 0.8
"""A name that the rules are at least this sure of stands without the model."""


class Opinions:
    """Joins what models and analyzers find to what the rules find. Immutable and picklable."""

    def __init__(self, pack: Pack, wants: Callable[[str], bool], *, models: bool, analyzer: Analyzer | None) -> None:
        """``wants`` tells whether the policy speaks of an entity; a model that is not asked for is not loaded."""
        self._stops = _stops(pack)
        self._person = NameModel("person") if models and wants(PERSON) else None
        self._wanted = frozenset(
            entity for entity in PLACES.values() if models and entity in pack.entities and wants(entity)
        )
        self._places = NameModel("places") if self._wanted else None
        self._analyzer = analyzer

    def find(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """What the models and the analyzer find in each text; positions are those of the text itself."""
        found: list[list[Candidate]] = [[] for _ in texts]
        for model, make in ((self._person, _person), (self._places, self._place)):
            if model is not None:
                for own, names in zip(found, model.find(texts), strict=True):
                    own.extend(candidate for name in names if (candidate := make(name)) is not None)
        if self._analyzer is not None:
            for own, text in zip(found, texts, strict=True):
                own.extend(self._analyzer.find(text))
        return found

    def join(self, document: Document, rules: Iterable[Candidate], further: Sequence[Candidate]) -> Iterator[Candidate]:
        """The rules' candidates and the further ones; a weak name of the rules stands only where the model agrees."""
        placed = [_placed(document, one) for one in further]
        if self._person is None:
            yield from rules
            yield from placed
            return
        names = [one for one in placed if one.rule == _RULE and not self._is_stopped(document, one)]
        yield from (one for one in placed if one.rule != _RULE)
        used: set[Candidate] = set()
        for candidate in rules:
            if candidate.entity != PERSON:
                yield candidate
                continue
            met = [name for name in names if name.start < candidate.end and candidate.start < name.end]
            used.update(met)
            if met:
                yield _agreed(candidate, met)
            elif candidate.score >= _SURE_ALONE:
                yield candidate
        yield from (name for name in names if name not in used)

    def _is_stopped(self, document: Document, name: Candidate) -> bool:
        """Whether every word is one that the rule knows for something else: assistants, months, organisations."""
        return all(word in self._stops for word in document.folded[name.start : name.end].split())

    def _place(self, name: Name) -> Candidate | None:
        entity = PLACES[name.label]
        if entity not in self._wanted:
            return None
        return Candidate(name.start, name.end, _PLACE.weight, entity, _PLACES_RULE, reasons=(_PLACE,))


def _stops(pack: Pack) -> frozenset[str]:
    rule = pack.rules.get(_RULE)
    words = rule.detect.stops if rule is not None and isinstance(rule.detect, Persons) else ()
    return frozenset(fold(word).text for word in words)


def _placed(document: Document, candidate: Candidate) -> Candidate:
    start, end = document.place(candidate.start, candidate.end)
    return candidate._replace(start=start, end=end)


def _person(name: Name) -> Candidate:
    return Candidate(name.start, name.end, _ALONE.weight, PERSON, _RULE, reasons=(_ALONE,))


def _agreed(candidate: Candidate, names: Sequence[Candidate]) -> Candidate:
    """One candidate, surer than either: over all that both found where the rule is sure, else as the model cut it."""
    whole = [candidate, *names] if candidate.score >= _SURE_OF_ENDS else names
    start, end = min(one.start for one in whole), max(one.end for one in whole)
    score = round(min(1.0, max(candidate.score, _ALONE.weight) + _AGREED.weight), 4)
    return candidate._replace(start=start, end=end, score=score, reasons=(*candidate.reasons, _AGREED))
