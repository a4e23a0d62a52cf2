import pytest

from pii_guard.nlp.lists import is_given_name, is_place, is_surname, is_word, is_world_name, pack_words


@pytest.mark.parametrize(
    ("form", "given", "surname"),
    [
        ("Solveig", True, False),
        ("solveigs", True, False),
        ("SOLVEIG", True, False),
        ("Anne-Lise", True, False),
        ("Haakon", True, False),
        ("Bjornar", True, False),
        ("Nordli", False, True),
        ("Aamodt-Lie", False, True),
        ("panelet", False, False),
        ("-", False, False),
        ("", False, False),
    ],
)
def test_names_of_the_lists(form, given, surname):
    assert (is_given_name(form), is_surname(form)) == (given, surname)


@pytest.mark.parametrize(("form", "known"), [("panelet", True), ("Bokmål", True), ("qwxzt", False), ("ikkje", True)])
def test_ordinary_words(form, known):
    assert is_word(form) is known


def test_places_and_names_from_elsewhere():
    assert is_place("Trondheim")
    assert not is_place("panelet")
    assert is_world_name("Nguyen")
    assert not is_world_name("panelet")


def test_odd_forms_do_no_harm():
    for form in ("\ud800", "\0", "s" * 10000, "ß", "İ"):
        assert is_word(form) in {True, False}


def test_packing_is_stable():
    assert pack_words(["b", "a"]) == pack_words(["a", "b", "a"])
