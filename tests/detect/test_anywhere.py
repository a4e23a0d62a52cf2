"""A made value, put anywhere in any text in any shape, is found with its exact span."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import synthetic

from pii_guard import Scanner

SCANNER = Scanner(context="export")
CASES = {
    "fnr ": ("NO_NATIONAL_ID", synthetic.written_national_ids(synthetic.old_national_ids())),
    "fødselsnummer: ": ("NO_NATIONAL_ID", synthetic.written_national_ids(synthetic.national_ids())),
    "D-nummer ": ("NO_NATIONAL_ID", synthetic.written_national_ids(synthetic.national_ids(day=40))),
    "hjelpenummer ": ("NO_NATIONAL_ID", synthetic.written_national_ids(synthetic.national_ids(month=40))),
    "ring meg på ": ("PHONE_NUMBER", synthetic.written_phones()),
    "tlf ": ("PHONE_NUMBER", synthetic.mobiles),
    "konto ": ("NO_BANK_ACCOUNT", synthetic.written_accounts),
    "kortet ": ("CREDIT_CARD", synthetic.written_cards),
    "skriv til ": ("EMAIL_ADDRESS", synthetic.emails),
}


@pytest.mark.parametrize("lead", CASES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_found_with_its_exact_span(lead, data):
    entity, values = CASES[lead]
    value = data.draw(values)
    before = data.draw(synthetic.surroundings)
    text = f"{before} {lead}{value}{data.draw(st.sampled_from(('', '.', ', takk', ' og mer', ')')))}"
    start = len(before) + 1 + len(lead)
    assert (entity, start, start + len(value)) in {(f.entity, f.start, f.end) for f in SCANNER.scan(text)}


@pytest.mark.parametrize(
    "values",
    [
        synthetic.written_national_ids(synthetic.old_national_ids()),
        synthetic.written_national_ids(synthetic.national_ids()),
    ],
    ids=["ordinary", "synthetic"],
)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_national_id_needs_no_lead_word(values, data):
    value = data.draw(values)
    before = data.draw(synthetic.surroundings)
    text = f"{before} {value} {data.draw(synthetic.surroundings)}"
    start = len(before) + 1
    assert ("NO_NATIONAL_ID", start, start + len(value)) in {(f.entity, f.start, f.end) for f in SCANNER.scan(text)}


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_scanned(text):
    for finding in SCANNER.scan(text):
        assert 0 <= finding.start < finding.end <= len(text)


@given(st.lists(st.text(alphabet="0123456789 .-+/:kraft\n", max_size=60), max_size=5))
@settings(max_examples=150, deadline=None)
def test_a_block_of_texts_gives_what_each_text_gives(texts):
    assert list(SCANNER.scan_all(texts)) == [SCANNER.scan(text) for text in texts]
