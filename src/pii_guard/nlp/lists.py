"""What lists know of a word form: is it a given name, a surname, a place, an ordinary word?

The model sees the answers beside the word itself, so they must be the same in training and in use.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROOT = Path(__file__).resolve().parent
_NAMES = _ROOT.parent / "rules" / "names"
_SHORT = 2
"""Forms up to this length are too often something else to be read without their genitive s or accents."""
_WITHOUT_NORWEGIAN = (str.maketrans({"æ": "ae", "ø": "o", "å": "a"}), str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}))


def is_given_name(form: str) -> bool:
    """Whether Statistics Norway lists the form as a given name, in any case, with genitive s or without æ, ø and å.

    >>> [is_given_name(form) for form in ("Solveig", "solveigs", "Anne-Lise", "HAKON", "panelet")]
    [True, True, True, True, False]
    """
    return _is_listed(form, _given())


def is_surname(form: str) -> bool:
    """Whether Statistics Norway lists the form as a surname, read as ``is_given_name`` reads it."""
    return _is_listed(form, _surnames())


def is_frequent(form: str) -> bool:
    """Whether the form is a listed name that running text has far more often as an ordinary word, such as "Hei"."""
    return form.lower() in _frequent()


def is_place(form: str) -> bool:
    """Whether the form is a word of a Norwegian post town's name, in any case."""
    return form.lower() in _places()


def is_word(form: str) -> bool:
    """Whether dictionaries or running text have the form as an ordinary word, in small letters."""
    return _is_packed(form.lower(), "words.bin")


def is_world_name(form: str) -> bool:
    """Whether the form is, in some country, a given name or a surname; read as ``is_given_name`` reads it."""
    low = form.lower()
    if _is_packed(low, "world_names.bin"):
        return True
    bare = low[:-1].rstrip("'’") if low.endswith("s") else low
    return len(bare) > _SHORT and bare != low and _is_packed(bare, "world_names.bin")


def _is_packed(form: str, file: str) -> bool:
    keys = _packed(file)
    key = zlib.crc32(form.encode("utf-8", "surrogatepass"))
    place = bisect_left(keys, key)
    return place < len(keys) and keys[place] == key


def pack_words(forms: Iterable[str]) -> bytes:
    """Word forms as the file that ``is_word`` looks them up in: sorted checksums, as differences, compressed.

    Four bytes a form tell a million forms from all others but for one in four thousand.
    """
    keys = sorted({zlib.crc32(form.encode()) for form in forms})
    steps = array("I", [keys[0], *(after - before for before, after in pairwise(keys))])
    if sys.byteorder == "big":
        steps.byteswap()
    return zlib.compress(steps.tobytes(), 9)


@lru_cache(maxsize=2)
def _packed(file: str) -> array[int]:
    steps = array("I")
    steps.frombytes(zlib.decompress((_ROOT / "data" / file).read_bytes()))
    if sys.byteorder == "big":
        steps.byteswap()
    total = 0
    for index, step in enumerate(steps):
        total += step
        steps[index] = total
    return steps


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return _read("given.txt")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return _read("surnames.txt")


@lru_cache(maxsize=1)
def _frequent() -> frozenset[str]:
    lines = [line for name in ("given.txt", "surnames.txt") for line in _lines(name)]
    return frozenset(line.rstrip("*").lower() for line in lines if line.endswith("**"))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    lines = (_NAMES / "places.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(word.lower() for line in lines for word in line.partition("\t")[2].split() if len(word) > _SHORT)


def _read(name: str) -> frozenset[str]:
    lines = _lines(name)
    return frozenset(form for line in lines for form in _spellings(line.rstrip("*").lower()))


def _lines(name: str) -> list[str]:
    return (_NAMES / name).read_text(encoding="utf-8").split()


def _spellings(name: str) -> Iterator[str]:
    yield name
    for table in _WITHOUT_NORWEGIAN:
        yield name.translate(table)


def _is_listed(form: str, names: frozenset[str]) -> bool:
    low = form.lower()
    if low in names:
        return True
    if "-" in low and len(low) > _SHORT:
        return all(part in names for part in low.split("-"))
    bare = low[:-1].rstrip("'’") if low.endswith("s") else low.rstrip("'’")
    return bare != low and len(bare) > _SHORT and bare in names
