"""Measure scans of large exports: rate against ``csv.reader`` alone, memory, and growth with size.

usage: python -m benchmarks.exports [MEGABYTES] [--found SHARE] [--jobs N] [--write]

Writes a ticket export of that size (default 1000) and one of a tenth of it to a temporary folder, scans both, and
reads them with ``csv.reader`` on one core. SHARE of the rows (default 0.02) hold personal data in their text; the
others are ordinary tickets. With ``--write`` the table goes into ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import DATA
from benchmarks.corpus import read as read_corpus
from benchmarks.document import circumstances, write_part
from benchmarks.speed import children_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = (
    "id", "created_at", "updated_at", "status", "priority", "channel", "requester_id", "submitter_id", "assignee_id",
    "ticket_form_id", "subject", "description", "tags",
)  # fmt: skip


def write(path: Path, size: int, found: float) -> None:
    """A ticket export of about ``size`` bytes."""
    dice = random.Random(1)  # noqa: S311 - test data
    tickets = read_corpus(DATA / "dev.jsonl")
    clean = (DATA / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    marked = [ticket.text for ticket in tickets if ticket.marks]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        number = 0
        while number % 1000 or stream.tell() < size:
            number += 1
            text = dice.choice(marked if dice.random() < found else clean)
            person = 360_000_000_000 + number % 99991
            when = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}T{number % 24:02d}:15:00Z"
            text += f"\n\nSak {number}, ordre {2026_000_000_000 + number}."
            writer.writerow(
                (number, when, when, "closed", "normal", "email", person, person,
                 361_000_000_000 + number % 40, 114_000_000_001, text[:40].replace("\n", " "), text, "kunde faktura"),
            )  # fmt: skip


def reader_rate(path: Path) -> float:
    """Megabytes a second of ``csv.reader`` alone."""
    began = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream, delimiter=";"):
            pass
    return path.stat().st_size / 1e6 / (time.perf_counter() - began)


def memory_of(pid: int) -> int:
    """Bytes of a process and its children: each one's own, what they share counted once for each sharer in part."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(folder.name) == pid or int(fields[1]) == pid:
                rollup = (folder / "smaps_rollup").read_text()
                total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024
        except (OSError, StopIteration, IndexError):
            continue
    return total


OFF = 'contexts = {export = {identifier = "off", special-category = "off", de-identification = "off"}}\n'
"""A policy that looks for nothing: what is left is the cost of reading."""


def scan(path: Path, jobs: int, *more: str) -> tuple[float, float, float]:
    """Seconds, processor seconds and greatest memory in megabytes of a scan."""
    began, before = time.perf_counter(), children_seconds()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "pii_guard",
            "scan",
            str(path),
            "--format",
            "jsonl",
            "-o",
            f"{path}.found",
            "--jobs",
            str(jobs),
            *more,
        ]
    )
    most = 0

    def watch() -> None:
        nonlocal most
        while process.poll() is None:
            most = max(most, memory_of(process.pid))
            time.sleep(0.25)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    return time.perf_counter() - began, children_seconds() - before, most / 1e6


def rows(megabytes: int, found: float, jobs: int) -> Iterator[str]:
    """The table's rows for one size of export."""
    with tempfile.TemporaryDirectory() as folder:
        path, off = Path(folder) / f"{megabytes}.csv", Path(folder) / "off.toml"
        write(path, megabytes * 1_000_000, found)
        off.write_text(OFF)
        alone, size = reader_rate(path), path.stat().st_size / 1e6
        for name, more in (("all rules", ()), ("no rules: reading alone", ("--policy", str(off)))):
            seconds, used, memory = scan(path, jobs, *more)
            yield (
                f"| {size:,.0f} MB, {name} | {alone:.0f} MB/s | {seconds:.1f} s, {size / seconds:.1f} MB/s "
                f"| {used:.1f} s | {memory:.0f} MB |"
            )


def main() -> int:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("megabytes", type=int, nargs="?", default=1000)
    parser.add_argument("--found", type=float, default=0.02)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    table = [
        "| export | `csv.reader`, one core | scan | processor time | memory |",
        "| --- | --- | --- | --- | --- |",
    ]
    for size in (chosen.megabytes // 10, chosen.megabytes):
        table += rows(size, chosen.found, chosen.jobs)
    text = "\n".join(table)
    if chosen.write:
        about = (
            f"{chosen.jobs} processes; {chosen.found:.0%} of the rows hold personal data, the others ordinary tickets"
        )
        write_part("python -m benchmarks.exports --write", f"{circumstances(about)}\n{text}\n")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
