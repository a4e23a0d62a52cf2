"""What is told of a possible disclosure before all its features are known."""

from benchmarks.corpus import DATA, read

from pii_guard import Scanner
from pii_guard.detect import compile_detectors
from pii_guard.detect.automaton import Automaton
from pii_guard.detect.candidate import Document, Hit
from pii_guard.detect.disclosure import DisclosureDetector
from pii_guard.detect.outlook import Outlook
from pii_guard.detect.slots import Place, reach
from pii_guard.detect.weights import Weights
from pii_guard.normalise import fold
from pii_guard.rulepack import store

TEXTS = 120


def test_outlook_is_never_too_dark():
    pack = Scanner().pack
    detector = next(one for one in compile_detectors(pack, lambda _: True) if isinstance(one, DisclosureDetector))
    automaton = Automaton([detector], f"{store.build_id()}-{pack.digest}-disclosures")
    weights = Weights(pack.knowledge().weights)
    outlook = Outlook(weights)
    hopeless = 0
    for ticket in read(DATA / "dev.jsonl")[:TEXTS]:
        folded = fold(ticket.text)
        hits = [Hit(0, end) for _, end in automaton.scan(folded.data)]
        for sentence, possible, features in detector.described(Document(ticket.text, folded), hits):
            total = weights.total(possible.entity, features)
            assert outlook.reaches(sentence, possible, total)
            hopeless += not outlook.reaches(sentence, possible, 0.0)
    assert hopeless


def test_place_with_open_ends():
    place = Place(("kreft", "kreft~", "~psykolog", "~angst~", "fag~bok", "#"))
    for word in ("kreft", "kreftsyk", "psykolog", "barnepsykolog", "prestasjonsangsten", "fagforeningsbok", "12"):
        assert place.fits(word)
    for word in ("brystkreft", "psykologen", "fagbo", "fagboka", "x2"):
        assert not place.fits(word)


def test_reach_over_a_gap():
    row = (Place(("av",)), None, Place(("nito",)))
    assert reach(row, "medlem av den gamle nito".split(), 1, 1) == len("medlem av den gamle nito".split()) - 1
    assert reach(row, "medlem av den gamle gode store nito".split(), 1, 1) is None
    assert reach(row[::-1], "av nito".split(), 1, -1) == 0
