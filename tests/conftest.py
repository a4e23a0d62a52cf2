"""Fixtures for all tests."""

from importlib.resources import files
from pathlib import Path

import pytest

from pii_guard import Action, Context, Policy, Scanner


@pytest.fixture(scope="session")
def rules_folder() -> Path:
    return Path(str(files("pii_guard") / "rules"))


@pytest.fixture(scope="session")
def scanner() -> Scanner:
    return Scanner(context="export")


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def blind() -> Scanner:
    """A scanner that looks for nothing."""
    off = dict.fromkeys(("identifier", "special-category", "de-identification"), Action.OFF)
    return Scanner(Policy(contexts={Context.EXPORT: off}))
