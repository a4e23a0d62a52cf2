"""What README and docs show is run: Python as doctests, commands as they stand, and docstrings."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OPTIONS = doctest.ELLIPSIS
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
MODULES = sorted(
    path.relative_to(ROOT / "src").with_suffix("").as_posix().replace("/", ".")
    for path in (ROOT / "src" / "pii_guard").rglob("*.py")
    if ">>>" in path.read_text(encoding="utf-8")
)


def name_of(page):
    return page.name


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_python_examples(page):
    result = doctest.testfile(str(page), module_relative=False, optionflags=OPTIONS, encoding="utf-8")
    assert result.failed == 0


@pytest.mark.parametrize("module", MODULES)
def test_docstrings(module):
    assert doctest.testmod(import_module(module.removesuffix(".__init__")), optionflags=OPTIONS).failed == 0


def commands(page):
    """Each command of a page with the output that is shown below it."""
    for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


@pytest.mark.parametrize("page", [page for page in PAGES if list(commands(page))], ids=name_of)
def test_console_examples(page, tmp_path):
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for command, wanted in commands(page):
        done = subprocess.run(  # noqa: S602 - the commands are the repository's own pages
            command, shell=True, check=False, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
        )
        assert done.returncode in {0, 1}, (command, done.stderr)
        assert doctest.OutputChecker().check_output(wanted, done.stdout, OPTIONS), (command, done.stdout)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
