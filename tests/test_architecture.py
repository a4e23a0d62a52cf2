"""The layout is tested, not told."""

import subprocess
import sys
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
