"""A copy of an archive: its members redacted, all else as it was."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from scripts import make_samples as samples

from pii_guard.batch.redact import RedactionError, redact_file
from pii_guard.batch.verify import left_in
from pii_guard.masking import Style
from pii_guard.readers import Options

VALUE, LABEL = b"10915596784", "[FØDSELSNUMMER]".encode()
TEXT = b"id;tekst\r\n1;fnr 10915596784\r\n"
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
WHEN = (2026, 3, 1, 12, 0, 0)


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = b"uttrekk"
        for name, data in members.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o640 << 16
            archive.writestr(info, data)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode, info.uname = len(data), 1_772_366_400, 0o640, "eksport"
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("siste.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "mappe/saker.csv"
        archive.addfile(link)
    return out.getvalue()


MEMBERS = {
    "mappe/": b"",
    "mappe/saker.csv": TEXT,
    "mappe/æøå.json": b'{"body": "ingenting her"}',
    "bilde.png": PHOTO,
    "indre.zip": zipped({"a.txt": b"fnr " + VALUE, "b.png": PHOTO}),
}


def copy_of(scanner, tmp_path, name, data, **options):
    (tmp_path / name).write_bytes(data)
    summary = redact_file(tmp_path / name, tmp_path / f"copy-{name}", scanner, **options)
    return (tmp_path / f"copy-{name}").read_bytes(), summary


def test_a_zip_keeps_everything_but_what_is_found(scanner, tmp_path):
    raw, summary = copy_of(scanner, tmp_path, "a.zip", zipped(MEMBERS))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.namelist() == list(MEMBERS)
        assert archive.comment == b"uttrekk"
        assert archive.testzip() is None
        for info in archive.infolist():
            assert (info.date_time, info.external_attr >> 16) == (WHEN, 0o640)
        assert archive.getinfo("bilde.png").compress_type == zipfile.ZIP_STORED
        assert archive.read("mappe/saker.csv") == TEXT.replace(VALUE, LABEL)
        assert archive.read("mappe/æøå.json") == MEMBERS["mappe/æøå.json"]
        assert archive.read("bilde.png") == PHOTO
        with zipfile.ZipFile(archive.open("indre.zip")) as inner:
            assert inner.read("a.txt") == b"fnr " + LABEL
            assert inner.read("b.png") == PHOTO
    assert summary.findings == {"NO_NATIONAL_ID": 2}
    assert summary.skipped == {"binary, copied as it was, as it holds no text": 2}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "copy-a.zip"]


def test_a_tar_keeps_everything_but_what_is_found(scanner, tmp_path):
    members = {name: data for name, data in MEMBERS.items() if data}
    raw, _ = copy_of(scanner, tmp_path, "a.tar.gz", gzip.compress(tarred(members), mtime=1_772_366_400))
    assert raw[4:8] == (1_772_366_400).to_bytes(4, "little")
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        infos = archive.getmembers()
        assert [info.name for info in infos] == [*members, "siste.csv"]
        assert infos[-1].linkname == "mappe/saker.csv"
        assert {(info.mtime, info.mode, info.uname) for info in infos[:-1]} == {(1_772_366_400, 0o640, "eksport")}
        assert archive.extractfile("mappe/saker.csv").read() == TEXT.replace(VALUE, LABEL)
        assert archive.extractfile("bilde.png").read() == PHOTO


def zstandard():
    return pytest.importorskip("zstandard")


def unpacked_zstd(data):
    return zstandard().ZstdDecompressor().decompressobj().decompress(data)


@pytest.mark.parametrize(
    ("suffix", "pack", "unpack"),
    [
        ("gz", gzip.compress, gzip.decompress),
        ("bz2", bz2.compress, bz2.decompress),
        ("xz", lzma.compress, lzma.decompress),
        (
            "zst",
            lambda data: zstandard().compress(data),
            lambda data: zstandard().ZstdDecompressor().decompressobj().decompress(data),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_packed_table_is_the_same_outside_of_the_findings(suffix, pack, unpack, jobs, scanner, tmp_path):
    text = TEXT * 300
    raw, _ = copy_of(scanner, tmp_path, f"a.csv.{suffix}", pack(text), options=Options(segment=1000), jobs=jobs)
    assert unpack(raw) == text.replace(VALUE, LABEL)


@pytest.mark.parametrize("style", list(Style))
def test_nothing_is_left_in_a_copy_and_pseudonyms_join_its_members(style, scanner, tmp_path):
    members = {"a.csv": samples.as_csv(), "b.jsonl": samples.as_json_lines(), "c.mbox": samples.as_mbox()}
    raw, _ = copy_of(scanner, tmp_path, "a.zip", zipped(members), style=style)
    assert list(left_in(tmp_path / "copy-a.zip", scanner, Options(), style)) == []
    if style is Style.PSEUDONYM:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            first, second = (set(_tags(archive.read(name).decode())) for name in ("a.csv", "b.jsonl"))
        assert first
        assert first == second


def _tags(text):
    import re

    return re.findall(r"FØDSELSNUMMER-[A-Z]{8}", text)


def test_where_nothing_is_found_the_copy_is_the_file(scanner, tmp_path):
    data = zipped({"a.csv": b"id;tekst\n1;ingenting\n", "b.png": PHOTO})
    assert copy_of(scanner, tmp_path, "a.zip", data)[0] == data


@pytest.mark.parametrize(
    ("member", "data", "problem"),
    [
        ("brev.odt", "odt", "can be read and not be redacted"),
        ("alt.7z", b"7z\xbc\xaf\x27\x1c" + bytes(range(256)), "may hold personal data"),
        ("ark.xlsx", b"PK\x03\x04" + b"x" * 300, "damaged"),
        ("indre.zip", zipped({"a.txt": VALUE})[:-30], "damaged"),
    ],
)
def test_an_archive_that_cannot_be_made_clean_gets_no_copy(member, data, problem, scanner, tmp_path):
    if data == "odt":
        data = zipped({"content.xml": b"<text:p>fnr " + VALUE + b"</text:p>"})
    with pytest.raises(RedactionError, match=problem) as caught:
        copy_of(scanner, tmp_path, "a.zip", zipped({"a.csv": TEXT, member: data}))
    assert f"a.zip!{member}" in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_an_encrypted_member_is_named(scanner, tmp_path):
    data = bytearray(zipped({"a.csv": TEXT}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(RedactionError, match=r"a\.zip!a\.csv: the member is encrypted"):
        copy_of(scanner, tmp_path, "a.zip", bytes(data))
