"""How often running text is taken for a disclosure: news, blogs and parliament, where hardly anybody tells of himself.

usage: python -m benchmarks.running --norne FOLDER [--read]

FOLDER holds NorNE's development files. Prints the findings in a thousand sentences by category, and of a sample of a
hundred the share that a reader called right. ``--read`` prints the sample with its keys instead, to be judged:
``benchmarks/data/running.tsv`` holds the verdicts, a key and ``right`` or ``wrong`` a line. A key is a file's language,
the number of the sentence, the category and the span; no text of the corpus is kept.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from training.names.norne import as_text, read_sentences

from benchmarks.corpus import DATA
from benchmarks.quality import CATEGORIES
from pii_guard import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

VERDICTS = DATA / "running.tsv"
SAMPLE = 100
LANGUAGES = ("nob", "nno")


class Told(NamedTuple):
    """A finding in a sentence of the corpus."""

    key: str
    entity: str
    sentence: str
    start: int
    end: int


def sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Every sentence of the development files as people would space it, with its key."""
    for language in LANGUAGES:
        for number, one in enumerate(read_sentences(folder / f"norne-{language}-dev.conll.gz")):
            yield f"{language}:{number}", as_text([one], natural=True).text


def findings(keyed: list[tuple[str, str]]) -> list[Told]:
    """The disclosures that the scanner finds, in order."""
    found = Scanner(context="export").scan_all([text for _, text in keyed])
    return [
        Told(f"{key}:{one.entity}:{one.start}-{one.end}", one.entity, text, one.start, one.end)
        for (key, text), own in zip(keyed, found, strict=True)
        for one in own
        if one.entity in CATEGORIES
    ]


def verdicts() -> dict[str, str]:
    """What a reader said of each finding judged so far."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines() if VERDICTS.exists() else []
    return dict(line.split("\t") for line in lines)


def table(count: int, told: list[Told]) -> str:
    """Findings in a thousand sentences, and the share of the sample that is right."""
    by_entity = Counter(one.entity for one in told)
    rows = ["| category | findings | in 1,000 sentences |", "| --- | --- | --- |"]
    rows += [f"| {name} | {by_entity[name]} | {1000 * by_entity[name] / count:.1f} |" for name in CATEGORIES]
    rows.append(f"| **all** | {len(told)} | {1000 * len(told) / count:.1f} |")
    known = verdicts()
    judged = [known[one.key] for one in sample(told) if one.key in known]
    share = f"{judged.count('right') / len(judged):.2f}" if judged else "none"
    rows += ["", f"{count} sentences. Of a sample of {SAMPLE}, {len(judged)} are judged; right: {share}."]
    return "\n".join(rows)


def sample(told: list[Told]) -> list[Told]:
    """A hundred findings by chance, the same ones each time."""
    return random.Random(7).sample(told, min(SAMPLE, len(told)))  # noqa: S311 - no secret


def main() -> None:
    """Print the table, or the sample to be judged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--norne", type=Path, required=True)
    parser.add_argument("--read", action="store_true")
    options = parser.parse_args()
    keyed = list(sentences(options.norne))
    told = findings(keyed)
    if not options.read:
        print(table(len(keyed), told))
        return
    for one in sample(told):
        print(
            one.key,
            f"{one.sentence[: one.start]}⟦{one.sentence[one.start : one.end]}⟧{one.sentence[one.end :]}",
            sep="\t",
        )


if __name__ == "__main__":
    main()
