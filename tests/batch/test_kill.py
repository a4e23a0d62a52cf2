"""A run that is killed goes on, and its product is that of an unbroken run."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scripts import make_samples as samples

ROWS = 400
ENVIRONMENT = {**os.environ, "PII_GUARD_SEGMENT": "20000"}


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kill")
    head, _, rows = samples.as_csv().partition("\r\n")
    (folder / "a.csv").write_bytes((head + "\r\n" + rows * ROWS).encode("cp1252"))
    (folder / "b.jsonl").write_bytes((samples.as_json_lines() * ROWS).encode())
    return folder


def start(*arguments):
    command = [sys.executable, "-m", "pii_guard", *map(str, arguments)]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed_until_done(arguments, dice, journal, copy=None):
    """Kill the command at random moments, at most five times, once it has got further; how often it was killed."""
    kills = 0
    while True:
        process = start(*arguments)
        before = journal.stat().st_size if journal.exists() else 0
        while process.poll() is None and not (journal.exists() and journal.stat().st_size > before + 200):
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.4))
        if kills < 5 and process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            continue
        code = process.wait(timeout=120)
        # Killed between the move into place and its end, a run has made the copy, and the next one refuses to.
        assert code in {0, 1} or (code == 2 and kills and copy is not None and copy.exists())
        return kills


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_scan_killed_at_random_moments_gives_the_same_findings(export, tmp_path, jobs):
    whole, pieces = tmp_path / "whole.jsonl", tmp_path / "pieces.jsonl"
    assert start("scan", export, "--format", "jsonl", "-o", whole, "--jobs", 2).wait() in {0, 1}
    arguments = ("scan", export, "--format", "jsonl", "-o", pieces, "--jobs", jobs)
    kills = killed_until_done(arguments, random.Random(jobs), tmp_path / ".pieces.jsonl.journal")
    assert kills > 0
    assert pieces.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pieces.jsonl", "whole.jsonl"]
    assert json.loads(whole.read_text(encoding="utf-8").splitlines()[-1])["problems"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("style", ["label", "synthetic"])
def test_a_copy_killed_at_random_moments_is_the_same(export, tmp_path, style):
    key = tmp_path / "key"
    key.write_text("a key of this test, long enough")
    whole, pieces = tmp_path / "whole.csv", tmp_path / "pieces.csv"
    common = ("--style", style, "--key-file", key, "--jobs", 2)
    assert start("redact", export / "a.csv", "-o", whole, *common).wait() == 0
    kills = killed_until_done(
        ("redact", export / "a.csv", "-o", pieces, *common), random.Random(7), tmp_path / ".pieces.csv.journal", pieces
    )
    assert kills > 0
    assert pieces.read_bytes() == whole.read_bytes()


@pytest.mark.slow
def test_workers_end_with_the_run(export, tmp_path):
    process = start("scan", export, "--format", "jsonl", "-o", tmp_path / "out.jsonl", "--jobs", 2)
    journal = tmp_path / ".out.jsonl.journal"
    until = time.monotonic() + 30
    while not (journal.exists() and journal.read_bytes().count(b"\n") > 1) and time.monotonic() < until:
        time.sleep(0.05)
    workers = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=False
    )
    process.send_signal(signal.SIGKILL)
    process.wait()
    alive = [int(pid) for pid in workers.stdout.split()]
    until = time.monotonic() + 10
    while alive and time.monotonic() < until:
        time.sleep(0.2)
        alive = [pid for pid in alive if Path(f"/proc/{pid}").exists()]
    assert alive == []
