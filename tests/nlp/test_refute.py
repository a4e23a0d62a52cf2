import pytest

from pii_guard.nlp.again import met_again
from pii_guard.nlp.refute import is_refuted, pieces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kari Nymo", ["Kari Nymo"]),
        ("Odd, Even; Kari", ["Odd", "Even", "Kari"]),
        ("Kari Nymo\nOla Nymo", ["Kari Nymo", "Ola Nymo"]),
        ("«Kari».", ["Kari"]),
        (" , ", []),
        ("", []),
    ],
)
def test_a_stretch_is_cut_into_names(text, found):
    assert [text[start:end] for start, end in pieces(text, 0, len(text))] == found


@pytest.mark.parametrize(
    "text",
    [
        "⟦Hansen⟧ Elektro AS",  # a company
        "⟦Granlia⟧ omsorgsboliger KF",
        "⟦Solveigs⟧ gate 3",  # a street
        "⟦Parkinsons⟧ sykdom",  # a disease
        "⟦Kari12⟧",  # digits
        "⟦Fly⟧ fra Oslo",  # an ordinary word at the beginning
        "⟦black, beige⟧",  # no capital, no name
        "⟦GitHub⟧",  # a product's spelling
        "post@⟦Nymo⟧",  # an address
        "⟦...⟧",
    ],
)
def test_no_persons(text):
    assert is_refuted(text.replace("⟦", "").replace("⟧", ""), text.index("⟦"), text.index("⟧") - 1)


@pytest.mark.parametrize(
    "text",
    [
        "⟦Hansen⟧ kom i går",
        "⟦Rebwar Osmani⟧",
        "⟦solveig⟧",
        "⟦Odd⟧ ringte",
        "⟦even nordli⟧",
        "⟦Solveigs⟧ mann",
        "⟦McNish⟧",
    ],
)
def test_persons_stand(text):
    assert not is_refuted(text.replace("⟦", "").replace("⟧", ""), text.index("⟦"), text.index("⟧") - 1)


def test_names_are_met_again():
    text = "Torhild Brekkan ringte. Brekkan vil ha svar. brekkan, Brekkans mann, Brekkanveien, Torhild."
    again = [text[start:end] for start, end in met_again(text, [(0, 15)])]
    assert again == ["Brekkan", "Brekkans", "Torhild"]


def test_ordinary_words_and_places_are_not_met_again():
    text = "Stein Oslo kom. Stein og grus i Oslo."
    assert list(met_again(text, [(0, 10)])) == []


def test_overlaps_are_not_yielded():
    text = "Brekkan, Brekkan og Torhild Brekkan"
    found = [(0, 7), (20, 35)]
    assert list(met_again(text, found)) == [(9, 16)]
