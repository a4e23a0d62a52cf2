"""How long a call, a start and the hook take.

usage: python -m benchmarks.speed
"""

from __future__ import annotations

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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def rate(run: Callable[[], object], size: int, runs: int = 3) -> float:
    """Megabytes a second, the best of some runs."""
    best = min(_seconds(run) for _ in range(runs))
    return size / best / 1e6


def _seconds(run: Callable[[], object]) -> float:
    """Time of this process alone: what else the machine does does not count."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


def children_seconds() -> float:
    """Processor time of all commands that this process has started and waited for; finer than ``os.times`` has it."""
    import resource  # noqa: PLC0415 - Windows has none

    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def hard_throughput() -> list[Figure]:
    """The scanner on texts most of which hold words of the lexicons."""
    scanner = Scanner(context="export")
    hard = mixed_texts(hard=True)
    speed = rate(lambda: list(scanner.scan_all(hard)), sum(len(text.encode()) for text in hard))
    return [Figure("`scan_all`, tickets written to look sensitive, 1 % with findings", f"{speed:.1f} MB/s")]


def latencies() -> list[float]:
    """Microseconds of ``scan`` for each of the mixed texts, in order of size."""
    scanner = Scanner(context="input")
    texts = mixed_texts()
    for text in texts[:FINDINGS_EVERY]:
        scanner.scan(text)
    return sorted(_nanoseconds(scanner, text) / 1000 for text in texts)


def _nanoseconds(scanner: Scanner, text: str) -> int:
    begin = time.process_time_ns()
    scanner.scan(text)
    return time.process_time_ns() - begin


def distribution(times: Sequence[float]) -> Figure:
    """The parts of the distribution of ``latencies``."""
    shares = (0.5, 0.9, 0.99, 0.999)
    named = " / ".join(f"{times[int(len(times) * share)]:.0f}" for share in shares)
    return Figure(
        f"`scan` of texts of {TEXT_BYTES} bytes, 1 % with findings: 50, 90, 99, 99.9 % and all within",
        f"{named} / {times[-1]:.0f} µs",
    )


def latency() -> list[Figure]:
    """``scan`` of one clean text of 300 characters."""
    scanner = Scanner(context="input")
    times = sorted(_nanoseconds(scanner, CLEAN_300) for _ in range(5000))
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


def measure() -> list[Figure]:
    """The figures of this machine that are single."""
    return [*hard_throughput(), *latency(), *start_up()]


if __name__ == "__main__":
    for figure in (distribution(latencies()), *measure()):
        print(f"| {figure.what} | {figure.value} |")
