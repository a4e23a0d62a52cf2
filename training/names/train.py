"""Train a name model and keep its best state.

usage: python -m training.names.train person|places OUT --norne FOLDER --tickets FILE... [--steps N] [--width N]

``person`` learns PER alone, from NorNE, marked tickets and the project's own sentences; ``places`` learns LOC and ORG
from NorNE. The state with the best F1 on documents and tickets held back from training is written: the development
files have no say. The rate falls by steps, not by the clock, so that a run does not depend on how fast the machine is.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.training import Example, offsets_to_biluo_tags
from spacy.util import fix_random_seed
from thinc.api import Adam

from pii_guard.nlp.archive import use_numpy
from pii_guard.nlp.flags import FLAGS
from training.names.corpora import Corpora
from training.names.evaluate import score, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from training.names.norne import Text

LABELS = {"person": ("PER",), "places": ("LOC", "ORG")}
ROWS = {"NORM": 8000, "PREFIX": 3000, "SUFFIX": 5000, "SHAPE": 1000, **dict.fromkeys(FLAGS, 16)}
WORDS_A_BATCH = 800
ROUND = 600
"""Steps between two measurements."""


def main() -> None:
    """Train for so many steps and keep the best state."""
    args = _arguments()
    # Names that share a token with other letters ("Solveigs" where the s is not marked) are left out of the loss.
    warnings.filterwarnings("ignore", message=r"\[W030\]")
    fix_random_seed(args.seed)
    chance = random.Random(args.seed)
    corpora = Corpora(chance, sorted(args.norne.glob("norne-*-train.conll.gz")), args.tickets)
    print(corpora.describe(), flush=True)
    labels = LABELS[args.what]
    nlp = make_pipeline(labels, args.width, args.depth, args.hidden)
    optimizer = Adam(_rates(args.rate, args.steps), L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("Kari"), {"entities": [(0, 4, label)]}) for label in labels])
    if args.start:
        _go_on_from(nlp, args.start)
    use_numpy(nlp)
    begin, best, losses = time.monotonic(), 0.0, 0.0
    for step, batch in enumerate(_batches(nlp, corpora, chance, labels, args), 1):
        losses += nlp.update(batch, sgd=optimizer, drop=args.drop)["ner"]
        optimizer.step_schedules()
        if step % ROUND and step != args.steps:
            continue
        with nlp.use_params(optimizer.averages):
            rows = {
                name: [score(spans_of(nlp, texts, label), texts, label) for label in labels]
                for name, texts in corpora.held.items()
            }
            mean = sum(min(one.f1, 1) for row in rows.values() for one in row) / sum(len(row) for row in rows.values())
            told = " | ".join(f"{name} {' '.join(map(str, row))}" for name, row in rows.items())
            print(
                f"{step:6d} {time.monotonic() - begin:6.0f} s loss {losses:9.1f} mean {mean:.4f} | {told}", flush=True
            )
            if mean > best:
                best = mean
                nlp.to_disk(args.out)
        losses = 0.0
        if step == args.steps:
            break


def make_pipeline(labels: tuple[str, ...], width: int, depth: int, hidden: int) -> Language:
    """An untrained pipeline: hashed features of words and lists, a CNN, a transition-based tagger of names."""
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": width,
                "attrs": list(ROWS),
                "rows": list(ROWS.values()),
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": width,
                "window_size": 1,
                "maxout_pieces": 3,
                "depth": depth,
            },
        },
    }
    nlp = spacy.blank("nb", config={"nlp": {"after_creation": {"@callbacks": "pii_guard.name_flags.v1"}}})
    ner = nlp.add_pipe("ner", config={"model": model})
    for label in labels:
        ner.add_label(label)  # type: ignore[attr-defined]
    return nlp


def _go_on_from(nlp: Language, folder: Path) -> None:
    """Take over the weights of another pipeline: all where the labels are the same, else those that read words."""
    mine, other = nlp.get_pipe("ner"), spacy.load(folder).get_pipe("ner")
    if mine.labels == other.labels:  # type: ignore[attr-defined]
        mine.from_bytes(other.to_bytes(exclude=["vocab"]), exclude=["vocab"])  # type: ignore[attr-defined]
    else:
        weights = other.model.get_ref("tok2vec").to_bytes()  # type: ignore[attr-defined]
        mine.model.get_ref("tok2vec").from_bytes(weights)  # type: ignore[attr-defined]


def _rates(highest: float, steps: int) -> Iterator[float]:
    """Rises over the first steps and then falls to nothing by the last."""
    for step in count(1):
        yield highest * min(1.0, step / 250) * max(0.02, 1 - step / steps)


def _batches(
    nlp: Language, corpora: Corpora, chance: random.Random, labels: tuple[str, ...], args: argparse.Namespace
) -> Iterator[list[Example]]:
    while True:
        texts = corpora.news()
        if "PER" in labels:
            for _ in range(args.repeat):
                texts += corpora.tickets()
            texts += corpora.made(args.made) + corpora.code(args.code)
        chance.shuffle(texts)
        batch: list[Example] = []
        words = 0
        for text in texts:
            example = _example(nlp, text, labels)
            batch.append(example)
            words += len(example.predicted)
            if words >= WORDS_A_BATCH:
                yield batch
                batch, words = [], 0


def _example(nlp: Language, text: Text, labels: tuple[str, ...]) -> Example:
    doc = nlp.make_doc(text.text)
    tags = offsets_to_biluo_tags(doc, [mark for mark in text.marks if mark[2] in labels])
    return Example.from_dict(doc, {"entities": tags})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=LABELS)
    parser.add_argument("out", type=Path)
    parser.add_argument("--norne", type=Path, required=True)
    parser.add_argument("--tickets", type=Path, nargs="*", default=[])
    parser.add_argument("--start", type=Path, help="a trained folder whose weights to begin with")
    parser.add_argument("--steps", type=int, default=4800)
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--drop", type=float, default=0.15)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--made", type=int, default=4000)
    parser.add_argument("--code", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
