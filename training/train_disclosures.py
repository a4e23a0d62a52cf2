"""Learn the weights of the disclosure scorer from marked texts, and say how well they carry over.

usage: python -m training.train_disclosures [--folds 5] [--write] [--no-figures]

Every word or phrase of a lexicon that is met in a text is an example, positive where it overlaps a mark of its
category. The scorer is a logistic regression over the named features of ``pii_guard.detect.features``; each feature
has a weight that all categories share and one for its own category. A second regression tells whose it is. Corpus
words are mined anew for each fold from the other folds, so that the scorer learns how far such words carry over; the
figures are from cross-validation over blocks of neighbouring lines and over whole tickets.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pii_guard.detect.features import OWN_FIELD
from pii_guard.detect.weights import SUBJECT
from pii_guard.rulepack.build import compile_pack
from pii_guard.rulepack.loader import Loaded, load_pack, merge_lexicons, read_weights
from pii_guard.rulepack.weight_table import LEAST, PRIOR, SHARED
from training.examples import Examples
from training.marked import Marked, read_sentences, read_tickets
from training.mine_terms import mine
from training.names.norne import as_text
from training.names.norne import read_sentences as read_norne
from training.quiet import quiet_anchors
from training.thresholds import choose_threshold

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack
    from pii_guard.rulepack.schema import Lexicon

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src" / "pii_guard" / "rules"
WEIGHTS = RULES / "weights.tsv"
QUIET = RULES / "words" / "quiet.txt"
MINED = "corpus."
LEAST_COUNT = 2
STRENGTH = 0.12
TICKET_WEIGHT = 2.0
"""How many sentences a ticket's term counts for: tickets are what will be scanned."""
RUNNING = "running/"
RUNNING_EVERY = 4
LINE_WEIGHTS = {"plain_statements/": 0.5, RUNNING: 0.2}
"""What a line counts for, by the beginning of its block, where it is not a whole one.

Plain statements are many of a kind, and easier than what people write: at full weight they drown the rest. Running text
speaks of parties, peoples and illnesses, and seldom of anybody's: it counts as telling nothing, at times wrongly.
"""
SUBJECT_STRENGTH = 0.1
LEAST_WEIGHT = 0.02
LEAST_PRIOR = -2.0
"""What a word alone must weigh to be looked at; with -1.2, fresh tickets lost a tenth of what they told."""
FIELD_WEIGHT = 4.0
"""What the field adds that a bare value stands in; the marked texts have no fields of their own to learn it from."""


def hand_written() -> Loaded:
    """The pack without mined words and weights."""
    loaded = load_pack(RULES / "nb_no.yaml", RULES)
    lexicons = tuple(
        msgspec.structs.replace(one, groups=tuple(g for g in one.groups if not g.id.startswith("corpus-")))
        for one in loaded.lexicons
    )
    return msgspec.structs.replace(loaded, lexicons=lexicons, weights={}, quiet=frozenset())


def pack_with(base: Loaded, mined: list[Lexicon]) -> Pack:
    """``base`` with more terms, compiled."""
    lexicons = merge_lexicons([*base.lexicons, *mined])
    return compile_pack(msgspec.structs.replace(base, lexicons=lexicons))


def matrix(features: list[list[str]], names: dict[str, int]) -> csr_matrix:
    """The features as rows of zeros and ones."""
    rows = [[names[f] for f in own if f in names] for own in features]
    indices = np.fromiter((i for row in rows for i in row), dtype=np.int64)
    indptr = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(names)))


def fit(features: list[list[str]], labels: list[bool], strength: float, counts_for: list[float]) -> dict[str, float]:
    """Weights of a logistic regression without an intercept (the feature ``bias`` is one); each counts as given."""
    counts = Counter(f for own in features for f in own)
    names = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST_COUNT))}
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=2000, solver="liblinear")
    model.fit(matrix(features, names), np.array(labels), sample_weight=counts_for)
    return {name: float(model.coef_[0][i]) for name, i in names.items()}


def fit_told(texts: list[Marked], examples: Examples) -> dict[str, float]:
    """Weights that tell disclosures from what only looks like one."""
    return fit(examples.features, examples.labels, STRENGTH, counted(texts, examples.texts))


def fit_subject(texts: list[Marked], examples: Examples) -> dict[str, float]:
    """Weights that tell the writer's own disclosures (positive) from those of others."""
    told = [i for i, subject in enumerate(examples.subjects) if subject]
    features = [[f for f in examples.features[i] if "|" not in f] + examples.persons[i] for i in told]
    own = [examples.subjects[i] == "self" for i in told]
    return fit(features, own, SUBJECT_STRENGTH, counted(texts, [examples.texts[i] for i in told]))


def counted(texts: list[Marked], numbers: list[int]) -> list[float]:
    """How much each example counts, by the number of its text."""
    return [_weight(texts[n]) for n in numbers]


def _weight(text: Marked) -> float:
    if text.is_ticket:
        return TICKET_WEIGHT
    return next((weight for block, weight in LINE_WEIGHTS.items() if text.block.startswith(block)), 1.0)


def folds(texts: list[Marked], count: int) -> list[int]:
    """A fold for each text; a block's texts share one."""
    blocks = sorted({t.block for t in texts})
    order = np.random.default_rng(7).permutation(len(blocks))
    fold_of = {block: int(order[i]) % count for i, block in enumerate(blocks)}
    return [fold_of[t.block] for t in texts]


def cross_examples(texts: list[Marked], fold_of: list[int], base: Loaded) -> Examples:
    """Every text's examples, with words mined from the other folds."""
    examples = Examples()
    for k in sorted(set(fold_of)):
        others = [t for t, f in zip(texts, fold_of, strict=True) if f != k]
        pack = pack_with(base, mine(others))
        examples.extend([(n, t) for n, (t, f) in enumerate(zip(texts, fold_of, strict=True)) if f == k], pack)
    return examples


def log_odds(weights: dict[str, float], features: list[str]) -> float:
    """The sum of the weights."""
    return sum(weights.get(f, 0.0) for f in features)


def cross_validate(texts: list[Marked], examples: Examples, fold_of: list[int]) -> float:
    """Print record-level figures from scorers that have not seen the texts that they score; choose the threshold."""
    scored: dict[tuple[int, str], float] = {}
    right = told = 0
    for k in sorted(set(fold_of)):
        chosen = examples.chosen([i for i, n in enumerate(examples.texts) if fold_of[n] != k])
        weights, subject = fit_told(texts, chosen), fit_subject(texts, chosen)
        for i, n in enumerate(examples.texts):
            if fold_of[n] != k:
                continue
            key = (n, examples.entities[i])
            scored[key] = max(scored.get(key, -99.0), log_odds(weights, examples.features[i]))
            if examples.subjects[i]:
                told += 1
                is_own = log_odds(subject, examples.features[i] + examples.persons[i]) > 0
                right += is_own == (examples.subjects[i] == "self")
    least = choose_threshold(texts, scored)
    predicted = {key for key, v in scored.items() if v >= least}
    for name, wanted in (("sentences", False), ("tickets", True)):
        numbers = {n for n, t in enumerate(texts) if t.is_ticket == wanted}
        if numbers:
            print(f"== {name}: {len(numbers)}")
            report(texts, {key for key in predicted if key[0] in numbers}, numbers, set(scored))
    print(f"subject right: {right}/{told}; threshold {least}")
    return least


def report(texts: list[Marked], predicted: set[tuple[int, str]], numbers: set[int], met: set[tuple[int, str]]) -> None:
    """Record-level precision, recall and F1 by entity."""
    labels = {e for _, e in met}
    gold = {(n, s.label) for n in numbers for s in texts[n].spans if s.label in labels}
    for label in [*sorted({e for _, e in gold}), None]:
        g = {x for x in gold if label in (None, x[1])}
        p = {x for x in predicted if label in (None, x[1])}
        hit = len(g & p)
        precision, recall = hit / max(1, len(p)), hit / max(1, len(g))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{label or 'all':12s} n {len(g):4d}  P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
            f"  terms reach {len(g & met) / max(1, len(g)):.3f}"
        )
    clean = numbers - {n for n, _ in gold}
    print(f"without a disclosure flagged: {len({n for n, _ in predicted} & clean)}/{len(clean)}")


def write(texts: list[Marked], running: list[str], examples: Examples, base: Loaded, least: float) -> None:
    """Write the weights, the words mined from all texts, and the anchors that are not worth their meetings."""
    found = {(PRIOR, LEAST): LEAST_PRIOR, (SHARED, OWN_FIELD): FIELD_WEIGHT}
    found |= {(SUBJECT, name): weight for name, weight in fit_subject(texts, examples).items()}
    found |= {(LEAST, entity): least for entity in set(examples.entities)}
    for name, weight in fit_told(texts, examples).items():
        entity, _, feature = name.rpartition("|") if "|" in name else (SHARED, "", name)
        found[entity, feature] = weight
    lines = [
        f"{entity}\t{feature}\t{weight:.2f}\n"
        for (entity, feature), weight in sorted(found.items())
        if abs(weight) >= LEAST_WEIGHT
    ]
    WEIGHTS.write_text("".join(lines), encoding="utf-8")
    for lexicon in mine(texts):
        body = yaml.safe_dump(
            {"entity": lexicon.entity, "groups": [_plain(g) for g in lexicon.groups]},
            allow_unicode=True,
            sort_keys=False,
            width=118,
        )
        path = RULES / "lexicon" / f"{MINED}{lexicon.entity.lower()}.yaml"
        path.write_text(f"# Generated by `make train` from the marked texts.\n{body}", encoding="utf-8")
    scored = msgspec.structs.replace(base, weights=read_weights(WEIGHTS, []))
    quiet = quiet_anchors(texts, running, pack_with(scored, mine(texts)))
    QUIET.write_text("".join(f"{anchor}\n" for anchor in quiet), encoding="utf-8")
    print(f"{len(lines)} weights and {len(quiet)} quiet anchors written")


def running_texts(norne: Path) -> list[str]:
    """Ordinary tickets, and the sentences of NorNE's training files."""
    ordinary = (ROOT / "training" / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    files = sorted(norne.glob("norne-*-train.conll.gz"))
    return [*ordinary, *(as_text([one], natural=True).text for file in files for one in read_norne(file))]


def as_silent(running: list[str]) -> list[Marked]:
    """A share of running texts, as texts that tell nothing."""
    return [Marked(text, (), f"{RUNNING}{n // 20}") for n, text in enumerate(running[::RUNNING_EVERY])]


def _plain(group: object) -> dict[str, object]:
    return {
        key: list(v) if isinstance(v, tuple) else v
        for key, v in msgspec.structs.asdict(group).items()
        if v and v not in ("none", "any", "needed")
    }  # type: ignore[type-var]


def main() -> None:
    """Cross-validate, and with ``--write`` learn from everything and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--norne", type=Path, required=True, help="the folder with NorNE's conll files")
    options = parser.parse_args()
    folder = ROOT / "training"
    running = running_texts(options.norne)
    texts = [*read_sentences(folder / "disclosures"), *read_tickets(folder / "tickets"), *as_silent(running)]
    fold_of = folds(texts, options.folds)
    base = hand_written()
    examples = cross_examples(texts, fold_of, base)
    print(f"{len(texts)} texts, {len(examples.labels)} terms met, {sum(examples.labels)} of them told")
    least = cross_validate(texts, examples, fold_of)
    if options.write:
        write(texts, running, examples, base, least)


if __name__ == "__main__":
    main()
