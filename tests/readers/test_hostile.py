"""Input that is broken or means harm: named, counted, and never taken for clean."""

import gzip
import io
import random
import time
import zipfile

import pytest

from pii_guard.batch.redact import RedactionError, redact_file
from pii_guard.batch.scan import scan_files
from pii_guard.batch.work import Job
from pii_guard.model import Found, ReadProblem, Summary
from pii_guard.readers import Options

VALUE = "fnr 10915596784"


def run(tmp_path, scanner, name, data, **options):
    path = tmp_path / name
    path.write_bytes(data)
    summary = Summary()
    items = list(scan_files([path], scanner, summary, Job(Options(**options)), jobs=1))
    found = [i.finding for i in items if isinstance(i, Found) and i.finding.entity == "NO_NATIONAL_ID"]
    return found, [i for i in items if isinstance(i, ReadProblem)], summary


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


def spoilt(archive):
    """With a wrong checksum of its first member."""
    data = bytearray(archive)
    for place in (14, archive.index(b"PK\x01\x02") + 16):
        data[place] ^= 1
    return bytes(data)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + f"]><l>&j;<b>{VALUE}</b></l>"
)


@pytest.mark.parametrize(
    ("name", "data", "problem", "finds"),
    [
        ("bomb.zip", zipped(a_txt=b"0" * 40_000_000, b_txt=VALUE), "grows beyond measure", 1),
        ("bomb.txt.gz", gzip.compress(b"0" * 40_000_000), "grows beyond measure", 0),
        ("cut.csv.gz", gzip.compress(VALUE.encode() + bytes(random.Random(1).choices(b"abcd\n", k=5000)))[:-40],
         "only what could be unpacked was scanned", 1),
        ("bad.zip", spoilt(zipped(a_txt="ingenting", b_txt=VALUE)), "only what could be unpacked was scanned", 1),
        ("cut.zip", zipped(a_txt=VALUE)[:-30], "damaged or cut short", 0),
        ("cut.xlsx", b"PK\x03\x04" + b"x" * 300, "damaged", 0),
        ("cut.parquet", b"PAR1" + b"x" * 300, "damaged", 0),
        ("cut.pdf", b"%PDF-1.7\n" + b"x" * 300, "damaged", 0),
        ("cut.docx", b"PK\x03\x04" + b"x" * 300, "damaged", 0),
        ("cut.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "damaged", 0),
        ("cut.json", b'{"body": "' + VALUE.encode(), "not valid JSON", 1),
        ("cut.xml", f"<a><b>{VALUE}</b><c>".encode(), "tags do not match", 1),
        ("quote.csv", f'id;body\n1;"{VALUE}\n2;x\n'.encode(), "ends inside a quoted cell", 1),
        ("line.jsonl", f'{{"body": "x"}}\n{{"body": "{VALUE}\n'.encode(), "not valid JSON", 1),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)  # fmt: skip
def test_what_is_broken_is_named(name, data, problem, finds, tmp_path, scanner):
    found, problems, _ = run(tmp_path, scanner, name, data, max_expanded=1_000_000)
    assert len(problems) == 1
    assert problem in problems[0].message
    assert len(found) == finds


def test_entities_are_not_expanded(tmp_path, scanner):
    found, problems, summary = run(tmp_path, scanner, "laughs.xml", LAUGHS.encode())
    assert (len(found), problems) == (1, [])
    assert summary.characters < 2000


DEEP = 48_000


@pytest.mark.parametrize(
    ("name", "data", "problems"),
    [
        ("deep.xml", "<a>" * DEEP + VALUE + "</a>" * DEEP, ["more than 100 deep"]),
        ("names.xml", "".join(f"<n{n}{'x' * 200}>" for n in range(DEEP // 50)) + VALUE, ["do not match", "100 deep"]),
        ("many.xml", "<r>" + "<!a>" * DEEP + VALUE + "</r>", []),
        ("deep.html", "<div>" * DEEP + VALUE + "</div>" * DEEP, []),
        ("deep.json", "[" * DEEP + f'"{VALUE}"' + "]" * DEEP, ["not valid JSON"]),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_depth_and_repetition_take_linear_time(name, data, problems, tmp_path, scanner):
    began = time.process_time()
    found, told, _ = run(tmp_path, scanner, name, data.encode(), segment=100_000)
    assert time.process_time() - began < 10
    assert len(found) == 1
    assert [part in problem.message for part, problem in zip(problems, told, strict=True)] == [True] * len(problems)
    assert all(problem.scanned for problem in told)


def test_archives_in_archives_end_somewhere(tmp_path, scanner):
    data = VALUE.encode()
    for _ in range(6):
        data = zipped(inner_zip=data) if data[:2] == b"PK" else zipped(a_txt=data)
    found, problems, _ = run(tmp_path, scanner, "deep.zip", data)
    assert found == []
    assert "too deep" in problems[0].message


@pytest.mark.parametrize(
    "data",
    [
        b"x" * 3_000_000 + b" " + VALUE.encode() + b" " + b"y" * 3_000_000,
        b"a\0b\0c " * 2 + VALUE.encode() + b"\n" + b"text\n" * 500,
        b"navn" + b"\0" * 12 + VALUE.encode() + b"\n",
        "før æøå\n".encode() * 300 + "før ".encode("cp1252") + VALUE.encode() + b"\n",
        VALUE.encode("utf-16"),
        VALUE.encode() + b"\xc3",
        b"\r".join([b"a", VALUE.encode(), b"b"]),
    ],
    ids=["long line", "NUL", "padded with NUL", "mixed encodings", "UTF-16", "cut character", "CR"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_odd_text_is_read_and_copied(name, data, tmp_path, scanner):
    found, problems, _ = run(tmp_path, scanner, name, data, segment=100_000)
    assert len(found) == 1
    assert all(problem.scanned for problem in problems)
    assert len(problems) == (name == "a.csv" and len(data) > 4_000_000)
    copy = tmp_path / "copy"
    redact_file(tmp_path / name, copy, scanner, Options(segment=100_000))
    raw = copy.read_bytes()
    assert VALUE.encode() not in raw
    label = "[FØDSELSNUMMER]"
    restored = [
        raw.replace(label.encode(code), b"10915596784".decode().encode(code))
        for code in ("utf-8", "cp1252", "utf-16-le")
    ]
    assert data in restored


@pytest.mark.parametrize("jobs", [1, 2])
def test_quotes_inside_unquoted_cells_do_not_move_rows(jobs, tmp_path, scanner):
    rows = [f'{n};5" skjerm;"to\nlinjer; {VALUE if n % 90 == 0 else "ok"}"' for n in range(900)]
    path = tmp_path / "stray.csv"
    path.write_text("\n".join(["id;size;body", *rows]) + "\n", encoding="utf-8")
    whole, summary = [], Summary()
    for segment in (1_000_000, 700):
        items = list(scan_files([path], scanner, summary, Job(Options(segment=segment)), jobs=jobs))
        whole.append([i.finding for i in items if isinstance(i, Found) and i.finding.entity == "NO_NATIONAL_ID"])
    assert whole[0] == whole[1]
    assert [f.location.record for f in whole[0]] == [n + 2 for n in range(0, 900, 90)]
    assert summary.problems == []


def test_a_broken_file_gets_no_copy(tmp_path, scanner):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 100)
    with pytest.raises(RedactionError, match="damaged"):
        redact_file(tmp_path / "a.xlsx", tmp_path / "copy.xlsx", scanner)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_missing_library_is_named(tmp_path, scanner, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pypdf", None)
    found, problems, _ = run(tmp_path, scanner, "a.pdf", b"%PDF-1.7\n")
    assert found == []
    assert "pip install 'pii-guard-no[pdf]'" in problems[0].message
