"""The same tickets give the same findings in every format, and a redacted copy in which nothing else has changed."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections import Counter

import pytest
from scripts import make_samples as samples

from pii_guard.batch.redact import redact_file
from pii_guard.batch.scan import scan_files
from pii_guard.batch.verify import left_in
from pii_guard.batch.work import Job
from pii_guard.masking import Style
from pii_guard.model import Found, Summary
from pii_guard.readers import Options
from pii_guard.readers.choice import Choice


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/tickets.csv", samples.as_csv().encode("cp1252"))
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        data = samples.as_json().encode()
        info = tarfile.TarInfo("tickets.json")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def nested() -> bytes:
    """One half of the tickets two archives deep, the other packed in the archive."""
    lines = samples.as_json_lines().splitlines(keepends=True)
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a/tickets.ndjson", "".join(lines[:4]))
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("2026/inner.zip", inner.getvalue())
        archive.writestr("rest.jsonl.gz", gzip.compress("".join(lines[4:]).encode()))
    return outer.getvalue()


def zstandard() -> bytes:
    return pytest.importorskip("zstandard").compress(samples.as_json_lines().encode())


def ods() -> bytes:
    opendocument = pytest.importorskip("odf.opendocument")
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = opendocument.OpenDocumentSpreadsheet()
    table = Table(name="tickets")
    for row in (samples.COLUMNS, *samples.TICKETS):
        line = TableRow()
        for cell in row:
            made = TableCell(valuetype="string")
            for part in str(cell).split("\n"):
                made.addElement(P(text=part))
            line.addElement(made)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def written(writer):
    def make(tmp_path):
        path = tmp_path / "made"
        writer(path)
        return path.read_bytes()

    return make


FORMATS = {
    **samples.FILES,
    "utf16.csv": lambda: samples.as_csv("\t").encode("utf-16"),
    "bare-utf16.csv": lambda: samples.as_csv(";").encode("utf-16-le"),
    "nested.zip": nested,
    "bom.csv": lambda: samples.as_csv(",").encode("utf-8-sig"),
    "tickets.csv.gz": lambda: gzip.compress(samples.as_csv().encode()),
    "tickets.jsonl.bz2": lambda: bz2.compress(samples.as_json_lines().encode()),
    "tickets.xml.xz": lambda: lzma.compress(samples.as_xml().encode()),
    "tickets.jsonl.zst": zstandard,
    "export.zip": zipped,
    "export.tar.gz": tarred,
    "tickets.ods": ods,
    "tickets.xlsx": written(samples.write_xlsx),
    "tickets.parquet": written(samples.write_parquet),
}


def make(name, tmp_path):
    maker = FORMATS[name]
    data = maker(tmp_path) if "make" in maker.__qualname__ and "written" in maker.__qualname__ else maker()
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def found_in(path, scanner, options=None, jobs=1):
    summary = Summary()
    items = list(scan_files([path], scanner, summary, Job(options or Options()), jobs=jobs))
    return items, summary


def essence(items):
    """What was found, whatever the format: each value is told by its entity, kind and length."""
    return Counter(
        (i.finding.entity, i.finding.kind, i.finding.end - i.finding.start) for i in items if isinstance(i, Found)
    )


def told_in(tickets, scanner):
    wanted = Counter()
    for ticket in tickets:
        for name in ("requester", "subject", "description"):
            for finding in scanner.scan(getattr(ticket, name), field=name):
                wanted[finding.entity, finding.kind, finding.end - finding.start] += 1
    return wanted


@pytest.fixture(scope="module")
def expected(scanner):
    wanted = told_in(samples.TICKETS, scanner)
    assert sum(wanted.values()) > 12
    return wanted


OWN_SHAPE = {"jira.xml", "tickets.mbox", "tickets.html", "intercom.ndjson"}
"""Formats that say a thing twice, have addresses of their own, or no names of fields."""


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_tickets_give_the_same_findings(name, tmp_path, scanner, expected):
    items, summary = found_in(make(name, tmp_path), scanner)
    assert summary.problems == []
    found = essence(items)
    if name in OWN_SHAPE:
        assert not {key: n for key, n in expected.items() if n > found[key] and key[0] != "PERSON"}
    else:
        assert found == expected


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"tickets.html", "nested.zip"}))  # a paragraph is no ticket
def test_a_limit_takes_the_first_tickets(name, tmp_path, scanner):
    found = essence(found_in(make(name, tmp_path), scanner, Options(limit=2))[0])
    wanted = told_in(samples.TICKETS[:2], scanner)
    assert not wanted - found if name in OWN_SHAPE else found == wanted
    assert sum(found.values()) <= sum(wanted.values()) + 1


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_sample_is_a_part_and_always_the_same(name, tmp_path, scanner):
    path = make(name, tmp_path)
    whole, samples_ = found_in(path, scanner)[0], [found_in(path, scanner, Options(sample=0.5))[0] for _ in "12"]
    assert samples_[0] == samples_[1]
    assert 0 < len(samples_[0]) < len(whole)
    assert {item.finding for item in samples_[0]} < {item.finding for item in whole}


def test_a_limit_holds_for_each_member_of_an_archive(tmp_path, scanner):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, samples.as_csv())
    (tmp_path / "two.zip").write_bytes(out.getvalue())
    found = essence(found_in(tmp_path / "two.zip", scanner, Options(limit=2))[0])
    wanted = told_in(samples.TICKETS[:2], scanner)
    assert found == wanted + wanted


@pytest.mark.parametrize(("share", "offset"), [(0.1, 0), (0.1, 1_048_000), (0.5, 7), (1.0, 7)])
def test_a_sample_has_its_share(share, offset):
    choice = Choice(Options(sample=share), offset)
    assert sum(map(choice, range(20_000))) == pytest.approx(20_000 * share, rel=0.05)


@pytest.mark.parametrize("name", ["tickets.csv", "zendesk.ndjson", "freshdesk.json", "hubspot.csv", "intercom.ndjson"])
def test_months_and_channels_are_told(name, tmp_path, scanner):
    items, summary = found_in(make(name, tmp_path), scanner)
    assert set(summary.months) >= {"2026-01", "2026-02", "2026-03"}
    assert {i.channel for i in items if isinstance(i, Found)} >= {"email", "web", "phone"}


@pytest.mark.parametrize(
    "name", ["tickets.csv", "tickets.json", "tickets.jsonl", "tickets.xml", "tickets.html", "tickets.mbox"]
)
def test_small_segments_and_many_processes_give_the_same(name, tmp_path, scanner):
    path = make(name, tmp_path)
    whole, _ = found_in(path, scanner)
    for jobs in (1, 2):
        assert found_in(path, scanner, Options(segment=300), jobs)[0] == whole


REDACTABLE = sorted(FORMATS.keys() - {"tickets.ods"})


@pytest.mark.parametrize("name", REDACTABLE)
@pytest.mark.parametrize("style", list(Style))
def test_nothing_is_left_in_a_copy(name, style, tmp_path, scanner):
    path, copy = make(name, tmp_path), tmp_path / name
    redact_file(path, copy, scanner, style=style, key=b"k" * 32)
    assert list(left_in(copy, scanner, Options(), style)) == []
    assert b"109155" not in copy.read_bytes()


@pytest.mark.parametrize("name", REDACTABLE)
def test_a_copy_without_findings_is_the_file(name, tmp_path, blind):
    path, copy = make(name, tmp_path), tmp_path / name
    redact_file(path, copy, blind)
    assert copy.read_bytes() == path.read_bytes()
