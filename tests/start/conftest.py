"""A commit as most are: five small files of common kinds, staged in a real repository."""

import os
import subprocess

import pytest

FILES = {
    "app.py": '"""An app."""\n\n\ndef run(path: str) -> int:\n    """Count."""\n    return len(open(path).read())\n',
    "data.json": '{"name": "pakke", "version": "1.2.3", "antall": 40}\n',
    "rows.csv": "id;vare;antall\n1;skrue;200\n2;spiker;300\n",
    "notes.md": "# Notat\n\nVi bytter 40 lysstyringer i kveld.\n",
    "conf.yaml": "key: value\nlist:\n  - a\n  - b\n",
}


@pytest.fixture
def environment(tmp_path):
    """Nothing of the machine's own settings; compiled modules are kept where this test alone finds them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))}
    kept = {name: value for name, value in kept.items() if name not in {"CI", "SKIP"}}
    ours = {
        "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"),
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "PYTHONHASHSEED": "0",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    return {**kept, **ours}


@pytest.fixture
def five_files(tmp_path, environment):
    """The folder of a repository in which five files are staged."""
    folder = tmp_path / "five"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    for arguments in (("init", "--quiet"), ("add", "--all")):
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True)
    return folder
