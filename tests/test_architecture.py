"""The layout is tested, not told."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "pii_guard"
OPTIONAL = ["spacy", "presidio_analyzer", "pydantic", "django", "pyspark", "openpyxl", "pyarrow", "click", "yaml"]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_file_is_longer_than_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_importing_loads_no_optional_library():
    code = f"import pii_guard, sys; print([m for m in {OPTIONAL} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_the_command_line_prints_and_exits():
    for path in SOURCE.rglob("*.py"):
        if "cli" in path.parts or path.name == "__main__.py":
            continue
        text = path.read_text(encoding="utf-8")
        assert not any(call in text for call in ("\n    print(", "sys.exit(", "click.echo"))


def test_a_wheel_holds_what_a_first_start_would_compile(tmp_path):
    root = str(SOURCE.parent.parent)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path), root]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = "import pii_guard; print(pii_guard.__file__); pii_guard.Scanner(context='commit').scan('mor har kreft')"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert str(tmp_path / "site") in done.stdout
    assert not list((tmp_path / "cache").rglob("*"))
