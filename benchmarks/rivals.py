"""The same texts, in one run, through this scanner, the engine alone and other tools.

usage: python -m benchmarks.rivals
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed import children_seconds, mixed_texts, rate
from pii_guard import Scanner
from pii_guard.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

OURS = "`scan_all`"
ENGINE = "the engine alone, blocks of 512 texts"
RIPGREP = "ripgrep, eleven digits in a row"
_SLOW_TEXTS = 500
"""How many of the texts a tool gets that takes a millisecond for each."""
_REPEATS = 20


def measure() -> dict[str, float]:
    """Tool to its rate in MB/s; tools that are not installed are left out."""
    texts = mixed_texts()
    scanner = Scanner(context="export")
    rates = {
        OURS: _rate(lambda some: list(scanner.scan_all(some)), texts),
        "`scan`, text by text": _rate(lambda some: [scanner.scan(text) for text in some], texts),
        ENGINE: _engine(scanner, texts),
    }
    if find_spec("pyarrow"):
        import pyarrow as pa  # noqa: PLC0415 - optional

        column = pa.array(texts)
        rates["`scan_column`, Arrow"] = _rate(lambda _: list(scanner.scan_column(column)), texts)
    full = Scanner(context="export", profile="full")
    rates["`scan_all`, profile `full`"] = _rate(lambda some: list(full.scan_all(some)), texts[:_SLOW_TEXTS])
    for name, (library, make) in _LIBRARIES.items():
        if find_spec(library):
            rates[name] = _rate(make(), texts[:_SLOW_TEXTS])
    if shutil.which("rg"):
        rates[RIPGREP] = _ripgrep(texts)
    return rates


def _rate(run: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    return rate(lambda: run(texts), sum(len(text.encode()) for text in texts))


def _engine(scanner: Scanner, texts: Sequence[str]) -> float:
    folded = [fold(text).data for text in texts]
    blocks = [b"\0".join(folded[i : i + 512]) for i in range(0, len(folded), 512)]
    search = scanner._automaton.scan  # noqa: SLF001 - the engine alone is what is measured
    return rate(lambda: [search(block) for block in blocks], sum(len(text.encode()) for text in texts))


def _presidio() -> Callable[[Sequence[str]], object]:
    from benchmarks.presidio_baseline import analyzer  # noqa: PLC0415 - optional

    engine = analyzer()
    return lambda texts: [engine.analyze(text, language="nb") for text in texts]


def _datafog() -> Callable[[Sequence[str]], object]:
    os.environ["DATAFOG_NO_TELEMETRY"] = "1"
    from datafog.processing.text_processing.regex_annotator import RegexAnnotator  # noqa: PLC0415 - optional

    annotator = RegexAnnotator()
    return lambda texts: [annotator.annotate(text) for text in texts]


def _detect_secrets() -> Callable[[Sequence[str]], object]:
    from detect_secrets.core.scan import scan_line  # noqa: PLC0415 - optional
    from detect_secrets.settings import default_settings  # noqa: PLC0415

    def run(texts: Sequence[str]) -> object:
        with default_settings():
            return [list(scan_line(line)) for text in texts for line in text.splitlines()]

    return run


_LIBRARIES: dict[str, tuple[str, Callable[[], Callable[[Sequence[str]], object]]]] = {
    "Presidio: blank tokenizer, 6 recognizers, 1,000 words": ("presidio_analyzer", _presidio),
    "DataFog, its regex engine": ("datafog", _datafog),
    "detect-secrets, line by line, all its plugins": ("detect_secrets", _detect_secrets),
}


def _ripgrep(texts: Sequence[str]) -> float:
    """One thread, over a file of the same texts many times over: the start of the process counts for little."""
    lines = "".join(" ".join(text.split()) + "\n" for text in texts) * _REPEATS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.txt"
        path.write_text(lines, encoding="utf-8")
        command = ["rg", "--threads", "1", "--count", "[0-9]{11}", str(path)]
        best = min(_child_seconds(command) for _ in range(3))
    return len(lines.encode()) / best / 1e6


def _child_seconds(command: Sequence[str]) -> float:
    """Processor time of a command."""
    before = children_seconds()
    subprocess.run(command, check=False, capture_output=True)
    return children_seconds() - before


def table(rates: dict[str, float]) -> Iterator[str]:
    """The rates as Markdown, ratios first."""
    yield f"| beside {OURS} | ours : theirs | MB/s |"
    yield "| --- | --- | --- |"
    for name, one in sorted(rates.items(), key=lambda item: item[1]):
        ratio = rates[OURS] / one
        yield f"| {name} | {ratio:.2g} : 1 | {one:.2f} |"


if __name__ == "__main__":
    print("\n".join(table(measure())))
