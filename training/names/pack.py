"""Write a trained pipeline into the package.

usage: python -m training.names.pack person|places TRAINED_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy

from pii_guard.nlp import flags
from pii_guard.nlp.archive import pack

FOLDER = Path(__file__).resolve().parents[2] / "src" / "pii_guard" / "nlp" / "data"


def main() -> None:
    """Write ``person.model`` or ``places.model``."""
    name, trained = sys.argv[1:3]
    assert flags.FLAGS, "the import registers what the configuration names"
    data = pack(spacy.load(trained))
    (FOLDER / f"{name}.model").write_bytes(data)
    print(f"{name}.model: {len(data) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
