"""The exact line that lets a finding stay: a comment where the format has comments, else an entry of the settings."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pii_guard.model import Finding

REASON = "<why it may stay>"
_MESSAGE = "COMMIT_EDITMSG"
"""The file in which git hands a commit message to its hooks."""
_COMMENTS = {
    (
        "//",
        "",
    ): ".js .mjs .cjs .jsx .ts .tsx .java .kt .kts .c .h .cc .cpp .cxx .hpp .cs .fs .go .rs .swift .scala .groovy "
    ".dart .php .proto .scss .less .sass .jsonc .json5 .gradle .zig .sol",
    ("--", ""): ".sql .lua .hs .elm .ada .vhd .vhdl",
    ("<!--", " -->"): ".html .htm .xml .svg .xhtml .xsl .xsd .md .markdown .vue .svelte .csproj .props .resx .xaml",
    ("/*", " */"): ".css",
    (";", ""): ".ini .asm .lisp .el .clj .cljs .scm",
    ("%", ""): ".tex .sty .bib .erl .hrl .m .pl1",
    ("'", ""): ".vb .vbs .bas",
    ("REM", ""): ".bat .cmd",
    ('"', ""): ".vim",
    ("(*", " *)"): ".ml .mli .pas",
    ("{#", " #}"): ".jinja .jinja2 .j2 .twig",
    ("..", ""): ".rst",
    ("", ""): ".txt .log .eml",
}
_NONE = frozenset(
    ".csv .tsv .tab .json .jsonl .ndjson .geojson .ipynb .xlsx .xlsm .xls .ods .docx .odt .pptx .zip .gz .parquet .pdf "
    ".mbox .msg .vcf .ldif".split()
)
_BY_SUFFIX = {suffix: marks for marks, suffixes in _COMMENTS.items() for suffix in suffixes.split()}


def keep_line(finding: Finding) -> str:
    """What to write, and where, to let the finding stay."""
    at = finding.location
    path = (at.source if at else None) or "text"
    if path == _MESSAGE:
        return "for this one commit: SKIP=pii-guard-commit-msg git commit"
    suffix = PurePosixPath(path).suffix.lower()
    ignore = f"pii-guard: ignore[{finding.rule}] {REASON}"
    if at is not None and at.commit is not None:
        return f"the commit itself must be changed, or its finding accepted: {_entry(finding, path)}"
    if suffix in _NONE:
        return f"in pii-guard.toml: {_entry(finding, path)}"
    opening, closing = _BY_SUFFIX.get(suffix, ("#", ""))
    return f"at the end of the line: {f'{opening} {ignore}{closing}'.strip()}"


def _entry(finding: Finding, path: str) -> str:
    """A table of ``allow`` in one line of TOML."""
    field = finding.location.field if finding.location else None
    parts = [f"paths = [{_quoted(path)}]", f"rules = [{_quoted(finding.rule)}]"]
    if field and field.isidentifier():
        parts.append(f"fields = [{_quoted(field)}]")
    return f"allow = [{{ {', '.join(parts)}, reason = {_quoted(REASON)} }}]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
