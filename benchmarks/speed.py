"""How fast the scanner is, beside the raw engine and Presidio, on the same texts in one run.

usage: python -m benchmarks.speed [--presidio]
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import DATA, read
from pii_guard import Scanner
from pii_guard.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT_BYTES = 360
TEXTS = 5000
FINDINGS_EVERY = 100
CLEAN_300 = (
    "Hei, panelet i gangen har vært helt dødt siden søndag. Det lyser rødt på venstre side når jeg holder inne "
    "knappen, og så skjer det ingenting mer. Jeg har tatt strømmen i ti minutter slik det står i heftet. Sender "
    "dere ny enhet, eller må det komme noen? Appen viser fortsatt at alt er i orden, og det er det ikke her."
)[:300]


@dataclass(frozen=True)
class Figure:
    """One measured row."""

    what: str
    value: str


def mixed_texts(*, hard: bool = False) -> list[str]:
    """Ticket texts of about 360 bytes, one in a hundred marked.

    The others are ordinary tickets; ``hard`` ones are those of the quality corpus, written to look sensitive.
    """
    tickets = read(DATA / "dev.jsonl")
    ordinary = (DATA / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    clean = itertools.cycle([t.text[:TEXT_BYTES] for t in tickets if not t.marks] if hard else ordinary)
    told = itertools.cycle([t.text[:TEXT_BYTES] for t in tickets if t.marks])
    return [next(told) if i % FINDINGS_EVERY == 0 else next(clean) for i in range(TEXTS)]


def rate(run: Callable[[], object], size: int) -> float:
    """Megabytes a second, the best of three runs."""
    best = min(_seconds(run) for _ in range(3))
    return size / best / 1e6


def _seconds(run: Callable[[], object]) -> float:
    """Time of this process alone: what else the machine does does not count."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


def throughput() -> list[Figure]:
    """The scanner in blocks and text by text, and the engine alone."""
    texts = mixed_texts()
    size = sum(len(text.encode()) for text in texts)
    scanner = Scanner(context="export")
    folded = [fold(text).data for text in texts]
    matcher = scanner._automaton  # noqa: SLF001 - the engine alone is what is measured
    blocks = [b"\0".join(folded[i : i + 512]) for i in range(0, len(folded), 512)]
    hard = mixed_texts(hard=True)
    figures = [
        ("`scan_all`, ordinary tickets of 360 bytes, 1 % with findings", lambda: list(scanner.scan_all(texts)), size),
        ("`scan`, the same texts one by one", lambda: [scanner.scan(text) for text in texts], size),
        ("engine alone, blocks of 512 texts", lambda: [matcher.scan(block) for block in blocks], size),
        (
            "`scan_all`, tickets written to look sensitive, 1 % with findings",
            lambda: list(scanner.scan_all(hard)),
            sum(len(text.encode()) for text in hard),
        ),
    ]
    return [Figure(name, f"{rate(run, bytes_):.1f} MB/s") for name, run, bytes_ in figures]


def latency() -> list[Figure]:
    """``scan`` of one clean text of 300 characters."""
    scanner = Scanner(context="input")
    times = []
    for _ in range(5000):
        begin = time.process_time_ns()
        scanner.scan(CLEAN_300)
        times.append(time.process_time_ns() - begin)
    times.sort()
    found = f"{len(scanner.scan(CLEAN_300))} findings"
    median, p99 = statistics.median(times) / 1000, times[len(times) * 99 // 100] / 1000
    return [
        Figure(
            f"`scan` of a clean text of 300 characters ({found}), median / 99th percentile",
            f"{median:.1f} µs / {p99:.1f} µs",
        )
    ]


def start_up() -> list[Figure]:
    """What importing costs over bare Python, and the hook on five small files."""
    bare = _command_ms([sys.executable, "-c", "pass"])
    imported = _command_ms([sys.executable, "-c", "import pii_guard"])
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(5):
            path = Path(folder) / f"module_{number}.py"
            path.write_text(f'"""Module {number}."""\n\n\ndef answer() -> int:\n    return {number}\n' * 8)
            files.append(str(path))
        hook = _command_ms([str(Path(sys.executable).parent / "pii-guard"), "hook", *files])
    return [
        Figure("`import pii_guard` over bare Python", f"{imported - bare:.0f} ms"),
        Figure("`pii-guard hook` on five small files, wall", f"{hook:.0f} ms"),
    ]


def _command_ms(command: list[str]) -> float:
    """Wall time at the median, with the bytecode of earlier runs, which an installed package has."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(11):
        begin = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True, env=environment)
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


def presidio() -> list[Figure]:
    """Presidio with a blank Norwegian tokenizer and comparable recognizers, on a share of the same texts."""
    from benchmarks.presidio_baseline import analyzer  # noqa: PLC0415 - optional

    engine = analyzer()
    texts = mixed_texts()[:500]
    size = sum(len(text.encode()) for text in texts)
    speed = rate(lambda: [engine.analyze(text, language="nb") for text in texts], size)
    return [
        Figure(
            "Presidio (blank tokenizer, e-mail, phone, card, IBAN, IP, fødselsnummer, 1,000 words), the same texts",
            f"{speed:.2f} MB/s",
        )
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presidio", action="store_true")
    options = parser.parse_args()
    for figure in measure(with_presidio=options.presidio):
        print(f"| {figure.what} | {figure.value} |")


def measure(*, with_presidio: bool) -> list[Figure]:
    """All figures of this machine."""
    figures = [*throughput(), *latency(), *start_up()]
    return figures + presidio() if with_presidio else figures


if __name__ == "__main__":
    main()
