"""Make the name and place lists in ``rules/names`` from their sources.

usage: python -m scripts.make_name_lists NAMES_JSON_GZ POSTAL_CODES_JS NORNE_CONLL_GZ...

The sources are ``names.json.gz`` of the package norwegian-fake-data (Statistics Norway, CC BY 4.0) and
``postal-codes-simple.js`` of the npm package norway-postal-codes (MIT). A name that running text (the training files of
NorNE) also has as an ordinary word, in small letters, is marked with a star, with two when it is frequent.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "pii_guard" / "rules" / "names"
FUNCTION_WORDS = [
    "per",
    "are",
    "even",
    "jo",
    "mai",
    "sol",
    "april",
    "august",
    "juni",
    "juli",
    "an",
    "my",
    "liv",
    "man",
    "in",
    "so",
    "to",
    "di",
    "da",
    "den",
    "van",
    "ung",
    "vi",
    "al",
    "hen",
    "sin",
    "ho",
    "son",
    "ha",
    "mi",
    "min",
    "dan",
    "kan",
    "lo",
    "bo",
    "hans",
    "tro",
]
LEAST_COUNT = 2
FREQUENT_COUNT = 20
FORM, CATEGORY = 1, 3
"""Columns of CoNLL-U."""


def main() -> None:
    """Write ``given.txt``, ``surnames.txt`` and ``places.tsv``."""
    names = json.loads(gzip.decompress(Path(sys.argv[1]).read_bytes()))
    words = _small_words(sys.argv[3:])
    given = {name for year in names["first_names"].values() for name, _ in year}
    surnames = {name for year in names["surnames"].values() for name, _ in year}
    _write("given.txt", given, words)
    _write("surnames.txt", surnames, words)
    places = re.findall(r"[\"']?(\d{4})[\"']?\s*:\s*[\"']([^\"']+)[\"']", Path(sys.argv[2]).read_text(encoding="utf-8"))
    lines = sorted(f"{code}\t{place.title()}" for code, place in places)
    (TARGET / "places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _small_words(paths: list[str]) -> dict[str, int]:
    """Words that CoNLL-U files have in small letters, other than as names: 1, or 2 for frequent ones."""
    counts: Counter[str] = Counter(dict.fromkeys(FUNCTION_WORDS, FREQUENT_COUNT))
    lines = (line for path in paths for line in gzip.decompress(Path(path).read_bytes()).decode("utf-8").splitlines())
    for line in lines:
        columns = line.split("\t")
        if len(columns) > CATEGORY and columns[FORM].islower() and columns[CATEGORY] != "PROPN":
            counts[columns[FORM]] += 1
    return {word: 1 + (count >= FREQUENT_COUNT) for word, count in counts.items() if count >= LEAST_COUNT}


def _write(name: str, names: set[str], words: dict[str, int]) -> None:
    lines = sorted(one + "*" * words.get(one.lower(), 0) for one in names if len(one) > 1)
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
