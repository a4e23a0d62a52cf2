"""Time per byte of one text from 1 KB on, with findings absent and dense, and with 10,000 terms of a user's own.

usage: python -m benchmarks.growth [--largest BYTES]
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed import rate
from benchmarks.texts import clean_text, dense_text, texts
from pii_guard import Scanner
from pii_guard.rulepack import default_pack
from pii_guard.rulepack.build import extend_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pii_guard.rulepack import Pack

KINDS: dict[str, Callable[[int], str]] = {"absent": clean_text, "dense": dense_text}
SIZES = tuple(10**power for power in range(3, 9))
TERMS = 10_000
LARGEST = 10_000_000
_DENSER = 10
"""How many times shorter the longest text full of findings is: it takes some twenty times as long."""
_SMALL = 100_000
_SYLLABLES = "bra dul fen gro hyl jom kvi lur mæk nøp rus sty trå vix zol".split()


def measure(largest: int = LARGEST) -> dict[str, list[tuple[int, float]]]:
    """Kind of text to sizes in bytes, each with the nanoseconds per byte of one ``scan``."""
    scanner = Scanner(context="export")
    grown: dict[str, list[tuple[int, float]]] = {}
    for kind, make in KINDS.items():
        scanner.scan(make(_SMALL))  # words are looked up once
        for size in SIZES:
            if size <= (largest if kind == "absent" else largest // _DENSER):
                text = make(size)
                megabytes = rate(lambda text=text: scanner.scan(text), size, 3 if size <= _SMALL else 1)
                grown.setdefault(kind, []).append((size, 1e3 / megabytes))
    return grown


def terms_rates() -> tuple[float, float]:
    """The rates in MB/s on texts of 360 bytes, 1 % with findings, without and with the terms of a user."""
    some = texts(360, 1, 1_000_000)
    size = sum(len(text.encode()) for text in some)
    without, with_terms = Scanner(context="export"), Scanner(context="export", pack=_with_terms())
    rates = [rate(lambda scanner=scanner: list(scanner.scan_all(some)), size) for scanner in (without, with_terms)]
    return rates[0], rates[1]


def _with_terms() -> Pack:
    """The default rules and one that finds any of the user's terms."""
    dice = random.Random(5)  # noqa: S311 - invented words
    words: set[str] = set()
    while len(words) < TERMS:
        words.add("".join(dice.choices(_SYLLABLES, k=4)))
    rule = {
        "id": "own-terms",
        "entity": "PERSON",
        "title": "Own terms",
        "about": "Words of a list.",
        "detect": {"kind": "pattern", "anchors": sorted(words), "regex": r"(?<!\w)(?P<value>[a-z]{12})(?!\w)"},
        "scores": {"default": 0.9},
        "examples": {"match": [f"hos ⟦{min(words)}⟧"], "no_match": ["hos"] * 2},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terms.yaml"
        path.write_text(json.dumps({"rules": [rule]}), encoding="utf-8")  # JSON is YAML
        return extend_pack(default_pack(), [path])


def table(grown: dict[str, list[tuple[int, float]]]) -> Iterator[str]:
    """The times as Markdown."""
    sizes = [size for size, _ in next(iter(grown.values()))]
    yield f"| ns a byte of `scan`, one text of | {' | '.join(_named(size) for size in sizes)} |"
    yield f"| --- |{' --- |' * len(sizes)}"
    for kind, times in grown.items():
        cells = [f"{time:.0f}" for _, time in times]
        yield f"| findings {kind} | {' | '.join(cells + ['–'] * (len(sizes) - len(cells)))} |"


def _named(size: int) -> str:
    thousand, million = 10**3, 10**6
    return f"{size // million} MB" if size >= million else f"{size // thousand} KB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=LARGEST)
    print("\n".join(table(measure(parser.parse_args().largest))))
    print(terms_rates())
