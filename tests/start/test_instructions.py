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
SCANS = 2000
CLEAN = "Vi bytter 40 lysstyringer i kveld, og skriver mer om det i neste uke."
SCANNER = "from pii_guard import Scanner; scanner = Scanner(context='commit')"
PROGRAMS = {
    "import": ["-c", "from pii_guard import Scanner"],
    "scanner": ["-c", SCANNER],
    "hook": ["-m", "pii_guard", "hook"],
    "hook_term": ["-m", "pii_guard", "hook"],
    "scan_clean": ["-c", f"{SCANNER}\nfor _ in range({SCANS}): scanner.scan({CLEAN!r})"],
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


def test_a_scan_of_a_clean_text_stays_within_its_budget(five_files, environment):
    start, both = (counted(program, five_files, environment) for program in ("scanner", "scan_clean"))
    assert (both - start) / SCANS <= BUDGETS["millions"]["scan_clean"]
