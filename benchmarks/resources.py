"""What the scanner takes: memory at its peak, and what a second core gives.

usage: python -m benchmarks.resources
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed import Figure
from benchmarks.texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

_PEAK = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
"""In units of 1,024 bytes. Not what ``getrusage`` tells: that counts the process that started this one too."""
_SCAN = """
from pii_guard import Scanner
scanner = Scanner(context="export", profile={profile!r})
scanner.scan("Ring Kari Moen på 912 34 567, mor har kols")
"""
PROGRAMS = {
    "bare Python": "",
    "`import pii_guard` and a `Scanner`": "from pii_guard import Scanner; Scanner(context='export')",
    "a scan with findings": _SCAN.format(profile="rules"),
    "a scan with findings, profile `full`": _SCAN.format(profile="full"),
}
_FILE_BYTES = 6_000_000


def memory() -> Iterator[Figure]:
    """Peak memory of a process for each of ``PROGRAMS``, and of the command on a file."""
    for name, program in PROGRAMS.items():
        done = subprocess.run([sys.executable, "-c", program + "\n" + _PEAK], check=True, capture_output=True)
        yield Figure(f"memory at its peak: {name}", f"{int(done.stdout.splitlines()[-1]) * 1024 / 1e6:.0f} MB")


def cores() -> Iterator[Figure]:
    """Wall time of ``pii-guard scan`` on a table, with one process and with two."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tickets.csv"
        lines = (f'{number};"{text.replace(chr(34), "").replace(chr(10), " ")}"' for number, text in _numbered())
        path.write_text("id;body\n" + "\n".join(lines), encoding="utf-8")
        one, two = (min(_wall(path, jobs) for _ in range(2)) for jobs in (1, 2))
        size = path.stat().st_size / 1e6
    yield Figure(
        f"`pii-guard scan` of a CSV file of {size:.0f} MB: a second process",
        f"{one / two:.2f} times as fast ({size / one:.2f} and {size / two:.2f} MB/s, wall)",
    )


def _numbered() -> Iterator[tuple[int, str]]:
    """Rows that differ: a value that stands in many rows is scanned once."""
    for number, text in enumerate(texts(360, 1, _FILE_BYTES)):
        yield number, f"Sak {number}: {text}"


def _wall(path: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "pii_guard", "scan", str(path), "--jobs", str(jobs), "--format", "jsonl"]
    begin = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    for figure in (*memory(), *cores()):
        print(f"| {figure.what} | {figure.value} |")
