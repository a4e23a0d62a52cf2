"""What the registries name is there: a module imported late must not be missed late."""

from importlib import import_module

import pytest

from pii_guard.readers import CUT, REWRITERS, WHOLE, archive
from pii_guard.readers.kinds import ARCHIVES, MAGIC, SUFFIXES, ZIPPED
from pii_guard.reporters import BINARY, REPORTERS

READERS = sorted({*(name for cut in CUT.values() for name in cut), *WHOLE.values(), *REWRITERS.values()})


@pytest.mark.parametrize("name", READERS)
def test_a_reader_is_where_its_registry_says(name):
    module, _, function = name.partition(".")
    assert callable(getattr(import_module(f"pii_guard.readers.{module}"), function))


@pytest.mark.parametrize("form", REPORTERS)
def test_a_reporter_is_where_its_registry_says(form):
    module, name = REPORTERS[form]
    made = getattr(import_module(f"pii_guard.reporters.{module}"), name)
    assert callable(made.add)
    assert callable(made.finish)


def test_every_kind_has_a_reader():
    kinds = {*SUFFIXES.values(), *ZIPPED.values(), *(kind for _, kind in MAGIC), "text", "tar"}
    assert kinds <= {*CUT, *WHOLE, *ARCHIVES}
    assert {*REWRITERS} <= {*WHOLE}
    assert {*BINARY} <= {*REPORTERS}
    assert set(archive._OPENERS) == ARCHIVES
