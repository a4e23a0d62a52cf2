"""What is packed gives what was put in: words and texts, phrases by the ways of their rarest word, weights."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_guard.rulepack.lookup import Lookup
from pii_guard.rulepack.phrase_table import PackedPhrases, Phrase, PhraseList, PhraseTable, way_key
from pii_guard.rulepack.stem_table import Stem, StemTable, pack_stems
from pii_guard.rulepack.weight_table import LEAST, PRIOR, SHARED, PackedWeights, WeightTable

LINES = st.text(st.characters(exclude_characters="\t\n", codec="utf-8"))
WORDS = st.text("abæ", min_size=1, max_size=3)
WAYS = st.one_of(WORDS, WORDS.map(lambda word: f"{word}~"), WORDS.map(lambda word: f"~{word}"))
SLOTS = st.lists(WAYS, min_size=1, max_size=2, unique=True).map(tuple)


@st.composite
def phrases(draw) -> Phrase:
    slots = draw(st.lists(st.one_of(SLOTS, st.just(())), max_size=3))
    anchor = draw(st.integers(0, len(slots)))
    slots.insert(anchor, draw(SLOTS))
    return Phrase(draw(st.integers(0, 9)), tuple(slots), anchor)


@given(st.dictionaries(LINES, LINES), LINES)
def test_every_word_has_its_text_and_no_other_word_has_one(texts, other):
    lookup = Lookup(Lookup.pack(texts))
    assert {word: lookup.get(word) for word in texts} == texts
    assert lookup.get(other) == texts.get(other, "")


STEMS = st.lists(st.builds(Stem, st.integers(0, 300), st.booleans(), st.booleans()), min_size=1, max_size=3).map(tuple)


@given(st.dictionaries(WORDS, STEMS), st.lists(WORDS), st.integers(1, 5))
def test_stems_are_the_same_one_by_one_and_unpacked(stems, asked, many):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pii_guard.rulepack.stem_table._MANY", many)
        table = StemTable(pack_stems(stems))
        assert [table.get(word) for word in asked] == [stems.get(word) for word in asked]


@given(st.dictionaries(LINES, LINES), WORDS)
def test_words_are_found_by_their_beginning(texts, prefix):
    found = Lookup(Lookup.pack(texts)).starting(prefix)
    assert sorted(found) == sorted(word for word in texts if word.startswith(prefix))


@given(st.lists(phrases(), max_size=12))
def test_packed_phrases_are_those_of_a_list(listed):
    packed, plain = PhraseTable(PackedPhrases.of(listed)), PhraseList(listed)
    assert len(packed) == len(plain)
    assert [set(part) for part in packed.open_ways] == [set(part) for part in plain.open_ways]
    for key in {way_key(way) for phrase in listed for way in phrase.slots[phrase.anchor]} | {"", "ab", "b~"}:
        assert Counter(map(packed.__getitem__, packed.keyed(key))) == Counter(map(plain.__getitem__, plain.keyed(key)))


WEIGHTS = {
    "HEALTH": {"word:kreft": 1.25, "word:bil": -0.07},
    "CRIME": {"word:bil": 0.4},
    SHARED: {"word:kreft": -0.5},
    PRIOR: {LEAST: -2.0},
    LEAST: {"HEALTH": 0.3},
}


@pytest.mark.parametrize(
    ("feature", "row"),
    [("word:sykkel", (0.0, 0.0, 0.0)), ("word:bil", (0.0, -0.07, 0.4)), ("word:kreft", (-0.5, 1.25, 0.0))],
)
def test_packed_weights_stand_in_the_columns_of_their_keys(feature, row):
    packed = PackedWeights.of(WEIGHTS)
    assert packed.columns == (SHARED, "HEALTH", "CRIME")
    assert (packed.least, packed.least_prior) == ({"HEALTH": 0.3}, -2.0)
    assert WeightTable(packed).row(feature) == row
