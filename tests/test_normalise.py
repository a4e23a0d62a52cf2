"""Folding keeps a way back to every position."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_guard.normalise import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Blåbærsyltetøy", "blabarsyltetoy"),
        ("ÆØÅ", "aoa"),
        ("12\u00a034\u202f56", "12 34 56"),
        ("010155\u201312345", "010155-12345"),
        ("\uff11\uff12\u0663", "123"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("a\u030a", "a"),
        ("\ufb01n", "fin"),
        ("Č đ ŋ š ŧ ž", "c d n s t z"),
        ("smil 😀", "smil \x1a"),
        ("\x00", "\x00"),
    ],
)
def test_folds_to(text, folded):
    assert folded == fold(text).text


@given(st.text())
def test_every_folded_position_has_an_original(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.data)
    for position in range(len(folded.text)):
        start, end = folded.original(position, position + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(), st.text(alphabet="abc123", min_size=1), st.text())
def test_plain_letters_are_found_where_they_stand(before, value, after):
    text = before + "|" + value + "|" + after
    folded = fold(text)
    place = folded.text.find("|" + value + "|", len(fold(before).text))
    start, end = folded.original(place + 1, place + 1 + len(value))
    assert value == unicodedata.normalize("NFKC", text[start:end]).lower()


@given(st.text(alphabet=st.characters(max_codepoint=255, exclude_characters="\xad")))
def test_latin_text_keeps_its_positions(text):
    folded = fold(text)
    assert folded.offsets is None
    assert len(folded.text) == len(text)
