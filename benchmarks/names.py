"""How well and how fast names are found: the model, the profile ``full``, and Presidio with the same model.

usage: python -m benchmarks.names [--norne FOLDER]

FOLDER holds NorNE's development files (``norne-nob-dev.conll.gz`` and the other); without it only speed is
measured, on the tickets of ``benchmarks/data``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from training.names.evaluate import score, spans_of, texts_of

from benchmarks.corpus import DATA, read
from benchmarks.speed import mixed_texts, rate
from pii_guard import Scanner
from pii_guard.nlp.names import NameModel

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

TIMES = 5
"""How often the tickets are repeated."""


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--norne", type=Path)
    folder = parser.parse_args().norne
    if folder is not None:
        quality(folder)
    speed()


def quality(folder: Path) -> None:
    """F1 over exact spans of persons in NorNE's development files, by the model and by the whole scanner."""
    nlp = NameModel("person").pipeline
    scanner = Scanner(profile="full")
    for language in ("nob", "nno"):
        for natural in (True, False):
            texts = texts_of(folder / f"norne-{language}-dev.conll.gz", natural=natural)
            found = scanner.scan_all([text.text for text in texts])
            spans = [{(f.start, f.end) for f in findings if f.entity == "PERSON"} for findings in found]
            spaced = "spaced as written" if natural else "a space between all tokens"
            print(f"{language}, {spaced}: model {score(spans_of(nlp, texts, 'PER'), texts, 'PER')}")
            print(f"{language}, {spaced}: full  {score(spans, texts, 'PER')}")


def speed() -> None:
    """Megabytes a second on the same texts in one run."""
    tickets = [ticket.text for ticket in read(DATA / "dev.jsonl")] * TIMES
    full, rules = Scanner(profile="full"), Scanner()
    engine = analyzer()
    for what, texts in (("tickets", tickets), ("texts of 360 bytes, 1 % with findings", mixed_texts()[:1000])):
        size = sum(len(text.encode()) for text in texts)
        ours = rate(lambda texts=texts: list(full.scan_all(texts)), size)
        theirs = rate(lambda texts=texts: [engine.analyze(text, language="nb") for text in texts], size)
        batched = rate(lambda texts=texts: _in_batches(engine, texts), size)
        print(f"{what}: rules {rate(lambda texts=texts: list(rules.scan_all(texts)), size):.2f} MB/s")
        print(
            f"{what}: full {ours:.3f} MB/s; Presidio with the same model {theirs:.3f} MB/s ({ours / theirs:.1f} times),"
        )
        print(f"{what}: in batches of 64 {batched:.3f} MB/s ({ours / batched:.1f} times)")


def _in_batches(engine: AnalyzerEngine, texts: list[str]) -> object:
    from presidio_analyzer import BatchAnalyzerEngine  # noqa: PLC0415 - optional

    return BatchAnalyzerEngine(engine).analyze_iterator(texts, language="nb", batch_size=64)


def analyzer() -> AnalyzerEngine:
    """Presidio as in the other benchmark, with the name model as its NLP engine."""
    from presidio_analyzer.predefined_recognizers import SpacyRecognizer  # noqa: PLC0415 - optional

    from benchmarks.presidio_baseline import analyzer as baseline  # noqa: PLC0415

    engine = baseline()
    engine.nlp_engine.nlp = {"nb": NameModel("person").pipeline}
    engine.registry.add_recognizer(SpacyRecognizer(supported_language="nb", supported_entities=["PERSON"]))
    return engine


if __name__ == "__main__":
    main()
