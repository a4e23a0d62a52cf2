"""Make ``words.bin`` and ``world_names.bin``: ordinary word forms and names from elsewhere that the model knows.

usage: python -m training.names.make_words NORNE_CONLL_GZ...

The sources are ``nb_lemma_exc`` of the package spacy-lookups-data (Norsk ordbank, CC BY 4.0) and the words that the
training files of NorNE have at least twice in small letters, other than in names; and the names of persons in all
languages of the package Faker (MIT).
"""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import json
import pkgutil
import re
import sys
from collections import Counter
from pathlib import Path

import faker.providers.person

from pii_guard.nlp.lists import pack_words
from training.names.norne import read_sentences

FOLDER = Path(__file__).resolve().parents[2] / "src" / "pii_guard" / "nlp" / "data"
LEAST_COUNT = 2


def main() -> None:
    """Write the files."""
    forms = _dictionary()
    counts: Counter[str] = Counter()
    for path in sys.argv[1:]:
        for sentence in read_sentences(Path(path)):
            counts.update(word for word, tag in zip(sentence.words, sentence.tags, strict=True) if tag == "O")
    forms |= {word for word, count in counts.items() if count >= LEAST_COUNT and word.islower()}
    names = _names()
    (FOLDER / "words.bin").write_bytes(pack_words(form for form in forms if form.isalpha()))
    (FOLDER / "world_names.bin").write_bytes(pack_words(names))
    print(f"{len(forms)} word forms, {len(names)} names")


def _names() -> set[str]:
    """Every word of a person's name in Latin letters that Faker has for any country."""
    found: set[str] = set()
    for locale in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{locale.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith(("first_name", "last_name")):
                values = getattr(provider, attribute)
                if isinstance(values, (tuple, list, dict)):
                    found.update(part.lower() for value in values if isinstance(value, str) for part in value.split())
    return {name for name in found if len(name) > 2 and re.fullmatch(r"[a-zà-žșțəạ-ỹ'’-]+", name)}


def _dictionary() -> set[str]:
    """Every inflected form of Norsk ordbank that is written in small letters."""
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        sys.exit("spacy-lookups-data is not installed")
    table = json.loads(gzip.decompress((Path(spec.origin).parent / "data" / "nb_lemma_exc.json.gz").read_bytes()))
    return {form for part in table.values() for form in part if form.islower()}


if __name__ == "__main__":
    main()
