"""What kind of file it is: by its first bytes where they tell, else by its name."""

from __future__ import annotations

from pathlib import PurePosixPath

SUFFIXES = {
    ".csv": "table", ".tsv": "table", ".tab": "table",
    ".json": "json", ".ipynb": "notebook", ".geojson": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".xhtml": "xml", ".svg": "xml",
    ".html": "html", ".htm": "html",
    ".eml": "mail", ".mbox": "mbox", ".mbx": "mbox",
    ".sql": "sql",
}  # fmt: skip
"""Suffix to kind; everything else that is text is read as plain text."""

MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PAR1", "parquet"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
"""First bytes that tell, whatever the name says."""

ZIPPED = {".xlsx": "xlsx", ".xlsm": "xlsx", ".docx": "docx", ".ods": "ods", ".odt": "docx"}
"""Suffix to kind of documents that are zip archives themselves."""

ARCHIVES = frozenset({"zip", "tar", "gzip", "bzip2", "xz", "zstd"})
"""Kinds that hold other files."""

_TAR_MARK = slice(257, 262)
_PACKED = (".gz", ".bz2", ".xz", ".zst")


def kind_of(name: str, head: bytes) -> str:
    """The kind of a file that begins with ``head``."""
    suffix = PurePosixPath(name.lower()).suffix
    magic = next((kind for mark, kind in MAGIC if head.startswith(mark)), None)
    if magic == "zip":
        return ZIPPED.get(suffix, "zip")
    if magic:
        return magic
    if head[_TAR_MARK] == b"ustar":
        return "tar"
    if head.startswith(b"From ") and b"\nFrom: " in head:
        return "mbox"
    return SUFFIXES.get(suffix, "text")


def unpacked_name(name: str) -> str:
    """``a.csv`` for ``a.csv.gz``."""
    lowered = name.lower()
    if lowered.endswith(".tgz"):
        return name[:-4] + ".tar"
    return next((name[: -len(suffix)] for suffix in _PACKED if lowered.endswith(suffix)), name)
