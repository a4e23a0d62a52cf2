"""Count the words of Norwegian running text, for the choice of anchors.

usage: python -m scripts.make_word_counts CONLL.GZ...

Writes ``rules/words/frequency.tsv``: folded word forms and how often they stand among a million. The counts are from
NorNE's training files (Norwegian Dependency Treebank, CC0).
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

from pii_guard.normalise import fold

TARGET = Path(__file__).resolve().parent.parent / "src" / "pii_guard" / "rules" / "words" / "frequency.tsv"
LEAST_COUNT = 5
FORM = 1
"""Column of CoNLL-U."""


def main() -> None:
    """Write the table."""
    counts: Counter[str] = Counter()
    for path in sys.argv[1:]:
        for line in gzip.decompress(Path(path).read_bytes()).decode("utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) > FORM and columns[FORM].isalpha():
                counts[fold(columns[FORM]).text] += 1
    total = sum(counts.values())
    often = sorted((-count, word) for word, count in counts.items() if count >= LEAST_COUNT and word.isascii())
    lines = [f"{word}\t{round(-count * 1_000_000 / total)}" for count, word in often]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
