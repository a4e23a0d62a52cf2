"""A column gives what its texts give one by one, whatever its type, its chunks and its maker."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import synthetic

from pii_guard import ColumnError, Scanner

pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")

SCANNER = Scanner(context="export")
TEXT = "Ring Kari Moen på 912 34 567, mor har kols"
ROWS = [TEXT, "", None, "ingenting her", "konto 1234.56.78903", "a\u00adb 912 34 567", "🙂 tlf 912 34 567", "\0mvh\0"]
TYPES = {
    "string": pa.string(),
    "large_string": pa.large_string(),
    "string_view": pa.string_view(),
    "dictionary": pa.dictionary(pa.int32(), pa.string()),
    "dictionary of large strings": pa.dictionary(pa.int8(), pa.large_string()),
}


def alone(rows):
    return [[] if text is None else SCANNER.scan(text) for text in rows]


def column(rows, kind="string"):
    return pa.array(rows, pa.string()).cast(TYPES[kind])


def not_utf8():
    offsets = pa.array([0, 2], pa.int32()).buffers()[1]
    return pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(b"\xff\xfe")])


REFUSED = {
    "a list is no column": list(ROWS),
    "numbers": pa.array([91234567]),
    "bytes": pa.array([b"912 34 567"]),
    "a dictionary of numbers": pa.array([1, 1]).dictionary_encode(),
    "a whole table": pa.table({"body": ROWS}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_column_of_texts_is_refused(what):
    with pytest.raises(ColumnError, match="a column of texts is expected"):
        list(SCANNER.scan_column(REFUSED[what]))


def test_bytes_that_are_not_utf8_are_refused_and_in_no_error():
    with pytest.raises(ColumnError, match="not UTF-8") as caught:
        list(SCANNER.scan_column(not_utf8()))
    assert caught.value.__context__ is None


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_text(kind):
    rows = ROWS * 150
    assert list(SCANNER.scan_column(column(rows, kind))) == alone(rows)


@pytest.mark.parametrize("kind", TYPES)
def test_a_redacted_column_has_its_type_and_nothing_else_changed(kind):
    given_column = pa.chunked_array([column(ROWS, kind), column(["", None, "rent"], kind)])
    redacted = SCANNER.redact_column(given_column)
    assert redacted.type == given_column.type
    assert redacted.to_pylist() == [None if t is None else SCANNER.redact(t) for t in given_column.to_pylist()]
    assert redacted.chunk(1) is not None
    assert redacted.chunk(1).equals(given_column.chunk(1))


def test_chunks_slices_and_columns_without_rows():
    cut = column(ROWS)[2:7]
    assert list(SCANNER.scan_column(cut)) == alone(ROWS[2:7])
    assert list(SCANNER.scan_column(pa.chunked_array([cut, column([]), cut]))) == alone(ROWS[2:7] * 2)
    assert list(SCANNER.scan_column(pa.nulls(3))) == [[], [], []]
    assert list(SCANNER.scan_column(pa.chunked_array([], pa.string()))) == []
    assert len(SCANNER.redact_column(pa.chunked_array([], pa.string()))) == 0


def test_rows_longer_than_a_block():
    rows = [("x" * 3_000_000) + TEXT, None, TEXT, ("y " * 3_000_000) + TEXT]
    assert list(SCANNER.scan_column(column(rows))) == alone(rows)


def test_the_name_of_the_column_is_read():
    number = "15915750100"
    (found,) = SCANNER.scan_column(column([number]), field="fnr")
    assert found == SCANNER.scan(number, field="fnr")
    assert found != SCANNER.scan(number)


def test_a_series_of_polars_is_a_column():
    pl = pytest.importorskip("polars")
    for series in (pl.Series(ROWS), pl.Series(ROWS, dtype=pl.Categorical), pl.concat([pl.Series(ROWS)] * 3)):
        assert list(SCANNER.scan_column(series)) == alone(series.to_list())
    assert pl.from_arrow(SCANNER.redact_column(pl.Series([TEXT]))).to_list() == [SCANNER.redact(TEXT)]


def test_opinions_are_asked_too():
    full = Scanner(context="export", profile="full")
    assert list(full.scan_column(column(ROWS))) == [[] if text is None else full.scan(text) for text in ROWS]


def test_findings_of_equal_values_are_lists_of_their_own():
    first, second = SCANNER.scan_column(column([TEXT, TEXT], "dictionary"))
    assert first == second
    assert first is not second
    assert pickle.loads(pickle.dumps(first)) == first


values = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.text(alphabet="0123456789 .-+/:kraft\n\0\u00ad\u200bæ", max_size=60),
    st.tuples(synthetic.surroundings, synthetic.written_phones()).map(" tlf ".join),
    st.tuples(synthetic.surroundings, synthetic.written_national_ids(synthetic.national_ids())).map(" fnr ".join),
)


@given(st.lists(values, max_size=8), st.sampled_from(sorted(TYPES)), st.integers(0, 8))
@settings(max_examples=200, deadline=None)
def test_any_column_gives_what_its_texts_give(rows, kind, place):
    chunks = [column(rows[:place], kind), column(rows[place:], kind)]
    assert list(SCANNER.scan_column(pa.chunked_array(chunks))) == alone(rows)
