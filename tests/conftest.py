"""Fixtures for all tests."""

from importlib.resources import files
from pathlib import Path

import pytest

from pii_guard import Scanner


@pytest.fixture(scope="session")
def rules_folder() -> Path:
    return Path(str(files("pii_guard") / "rules"))


@pytest.fixture(scope="session")
def scanner() -> Scanner:
    return Scanner(context="export")


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parent.parent
