"""What the hook imports: each module costs milliseconds at every commit, so a new one is a decision."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAY = frozenset((Path(__file__).parent / "hook_modules.txt").read_text(encoding="utf-8").split())
MUST_NOT = [
    "click",
    "yaml",
    "concurrent.futures",
    "multiprocessing",
    "zipfile",
    "email",
    "html",
    "csv",
    "importlib.metadata",
]

_LIST = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("\\n".join(sorted(sys.modules))))
sys.argv = ["pii-guard", "hook"]
from pii_guard.cli import main
main()
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("five")
    for number in range(5):
        (folder / f"file{number}.py").write_text(f"def size():\n    return {number}\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    environment = {name: value for name, value in os.environ.items() if name not in {"CI", "SKIP"}}
    # Without site no .pth file of the environment adds modules of its own.
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LIST], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    assert "5 files scanned" in done.stdout
    return frozenset(done.stderr.split())


@pytest.mark.parametrize("module", MUST_NOT)
def test_the_hook_does_without(imported, module):
    assert module not in imported


def test_the_hook_imports_no_other_module_of_ours_than_listed(imported):
    assert sorted(name for name in imported if name.startswith("pii_guard") and name not in MAY) == []
