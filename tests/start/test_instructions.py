"""Budgets of instructions: they tell a slower start or scan on a busy machine too, where a clock does not."""

import platform
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

BUDGETS = tomllib.loads(Path(__file__).with_name("budgets.toml").read_text(encoding="utf-8"))
CLEAN = "Vi bytter 40 lysstyringer i kveld, og skriver mer om det i neste uke."
SCANS = {
    "scan_clean": (2000, f"scanner.scan({CLEAN!r})"),
    "scan_identifier": (500, "scanner.scan('Ring meg på 912 34 567 når pakken er klar til henting.')"),
    "scan_disclosure": (200, "scanner.scan('Mor mi har fått kols, og klarer ikke trappene lenger.')"),
}
"""How many times a call is made, and the call; the first one of each also loads what it needs."""
SCANNER = "from pii_guard import Scanner; scanner = Scanner(context='commit')"
PROGRAMS = {
    "import": ["-c", "from pii_guard import Scanner"],
    "scanner": ["-c", SCANNER],
    "hook": ["-m", "pii_guard", "hook"],
    "hook_term": ["-m", "pii_guard", "hook"],
    **{
        f"{name}:{times}": ["-c", f"{SCANNER}\nfor _ in range({times}): {call}"]
        for name, (most, call) in SCANS.items()
        for times in (1, most + 1)
    },
}
REASONS = [
    (shutil.which("valgrind") is None, "valgrind is not installed"),
    (platform.python_version_tuple()[:2] != tuple(BUDGETS["python"].split(".")), "budgets are of another Python"),
    (platform.machine() != BUDGETS["machine"], "budgets are of another kind of machine"),
]
pytestmark = [pytest.mark.slow, *(pytest.mark.skipif(is_so, reason=reason) for is_so, reason in REASONS)]


def counted(program: str, folder: Path, environment: dict[str, str]) -> float:
    """The instructions of a program in millions, of this process only: git counts as git's."""
    command = [sys.executable, *PROGRAMS[program]]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)  # compiles at first
    count = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(count, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    assert collected is not None
    return int(collected[1]) / 1e6


def test_a_hook_on_a_word_of_the_lexicons_stays_within_its_budget(five_files, environment):
    (five_files / "church.py").write_text("# Kirken: sykdom, encoding\n", encoding="utf-8")
    subprocess.run(["git", "add", "."], cwd=five_files, check=True)
    assert counted("hook_term", five_files, environment) <= BUDGETS["millions"]["hook_term"]


@pytest.mark.parametrize("program", ["import", "scanner", "hook"])
def test_a_start_stays_within_its_budget(program, five_files, environment):
    assert counted(program, five_files, environment) <= BUDGETS["millions"][program]


@pytest.mark.parametrize("scan", SCANS)
def test_a_scan_stays_within_its_budget(scan, five_files, environment):
    times, _ = SCANS[scan]
    first, all_of_them = (counted(f"{scan}:{count}", five_files, environment) for count in (1, times + 1))
    assert (all_of_them - first) / times <= BUDGETS["millions"][scan]
