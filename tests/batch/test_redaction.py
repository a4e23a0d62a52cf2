"""Outside the findings a copy is what the file was: by property, over every cell, quote and line end."""

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripts import make_samples as samples

from pii_guard.batch.redact import redact_file
from pii_guard.masking import Style
from pii_guard.readers import Options

VALUE = "10915596784"
LABEL = "[FØDSELSNUMMER]"
words = st.text(st.characters(codec="utf-8", exclude_categories=("Nd", "Cs", "Cc", "Lu", "Lt")), max_size=12)
cells = st.one_of(words, st.just(f"fnr {VALUE} "), st.just(f'"fnr" {VALUE};\n'))


def copied(scanner, name, data, **options):
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / name, Path(folder) / f"copy-{name}"
        path.write_bytes(data)
        redact_file(path, copy, scanner, Options(**options))
        return copy.read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=6),
    delimiter=st.sampled_from(";,\t"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_comes_back(scanner, rows, delimiter, end):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([["saksnummer", "tekst", "merknad"], *rows])
    data = out.getvalue().encode()
    raw = copied(scanner, "a.csv", data, delimiter=delimiter, segment=64)
    assert raw.replace(LABEL.encode(), VALUE.encode()) == data
    assert VALUE.encode() not in raw


@settings(max_examples=200, deadline=None)
@given(text=st.text('",;\r\n aæ\x85\u2028\ufeff', max_size=80), segment=st.sampled_from([16, 1000]))
def test_any_table_is_read_without_an_error_and_comes_back(blind, text, segment):
    assert copied(blind, "a.csv", text.encode(), segment=segment) == text.encode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=st.lists(st.dictionaries(st.sampled_from("abc"), cells), min_size=1, max_size=5),
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_json_comes_back(scanner, records, ascii_only, indent):
    data = json.dumps({"tickets": records}, ensure_ascii=ascii_only, indent=indent).encode()
    raw = copied(scanner, "a.json", data)
    assert raw.replace(LABEL.encode(), VALUE.encode()) == data
    assert VALUE.encode() not in raw
    json.loads(raw)


def test_a_workbook_keeps_types_styles_and_other_parts(tmp_path, scanner):
    import zipfile

    openpyxl = pytest.importorskip("openpyxl")
    path, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    samples.write_xlsx(path)
    redact_file(path, copy, scanner)
    old, new = openpyxl.load_workbook(path).active, openpyxl.load_workbook(copy).active
    changed = 0
    for row in old.iter_rows():
        for cell in row:
            other = new[cell.coordinate]
            assert (other.font.bold, other.number_format) == (cell.font.bold, cell.number_format)
            if other.value != cell.value:
                changed += 1
                assert "[" in other.value
            else:
                assert type(other.value) is type(cell.value)
    assert changed > 6
    with zipfile.ZipFile(path) as one, zipfile.ZipFile(copy) as two:
        assert one.namelist() == two.namelist()
        same = [name for name in one.namelist() if one.read(name) == two.read(name)]
        assert "xl/styles.xml" in same


def test_parquet_keeps_its_schema(tmp_path, scanner):
    parquet = pytest.importorskip("pyarrow.parquet")
    path, copy = tmp_path / "a.parquet", tmp_path / "b.parquet"
    samples.write_parquet(path)
    redact_file(path, copy, scanner)
    old, new = parquet.read_table(path), parquet.read_table(copy)
    assert old.schema == new.schema
    assert old.column("id") == new.column("id")
    assert "[FØDSELSNUMMER]" in new.column("description")[0].as_py()


def test_pseudonyms_are_the_same_in_every_file(tmp_path, scanner):
    (tmp_path / "a.csv").write_text("id;fnr\n1;10915596784\n2;109155 96784\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"fnr": "10915596784"}\n{"fnr": 10915596784}\n', encoding="utf-8")
    texts = []
    for name in ("a.csv", "b.jsonl"):
        redact_file(tmp_path / name, tmp_path / f"copy-{name}", scanner, style=Style.PSEUDONYM, key=b"k" * 32)
        texts.append((tmp_path / f"copy-{name}").read_text(encoding="utf-8"))
    import re

    tags = set(re.findall(r"FØDSELSNUMMER-[A-Z]{8}", "".join(texts)))
    assert len(tags) == 1
    assert "".join(texts).count(tags.pop()) == 4


def test_synthetic_ids_are_valid_and_of_the_same_form(scanner):
    raw = copied(scanner, "a.txt", b"fnr 151257 50157.").decode()
    assert raw == "fnr [FØDSELSNUMMER]."
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "a.txt", Path(folder) / "b.txt"
        path.write_text("fnr 151257 50157.")
        redact_file(path, copy, scanner, style=Style.SYNTHETIC, key=b"k" * 32)
        text = copy.read_text()
    (finding,) = scanner.scan(text)
    assert (finding.entity, finding.start, finding.end) == ("NO_NATIONAL_ID", 4, 16)
    assert finding.kind == "synthetic"
