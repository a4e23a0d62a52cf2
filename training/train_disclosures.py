"""Learn the weights of the disclosure scorer from marked sentences, and say how well they carry over.

usage: python -m training.train_disclosures [--folds 5] [--write]

Each term met in a sentence is an example, positive where it overlaps a mark of its category. The scorer is a
logistic regression over the named features of ``pii_guard.detect.features``; a second one tells whose
disclosure it is. The figures are from cross-validation over blocks of neighbouring lines.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pii_guard.detect.automaton import Automaton
from pii_guard.detect.candidate import Document, Hit
from pii_guard.detect.disclosure import DisclosureDetector
from pii_guard.normalise import fold
from pii_guard.rulepack import default_pack
from training.marked import Marked, read_folder

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "pii_guard" / "rules" / "weights.yaml"
LEAST_COUNT = 3
STRENGTH = 0.4
SUBJECT_STRENGTH = 0.5


class Examples:
    """Every term met in every text, described and labelled."""

    def __init__(self, texts: list[Marked]) -> None:
        pack = default_pack()
        detectors = [DisclosureDetector(lexicon, pack) for lexicon in pack.lexicons if lexicon.anchors]
        automaton = Automaton(detectors)
        self.texts = texts
        self.text_of: list[int] = []
        self.entity: list[str] = []
        self.features: list[list[str]] = []
        self.labels: list[bool] = []
        self.subjects: list[str | None] = []
        for number, marked in enumerate(texts):
            folded = fold(marked.text)
            document = Document(marked.text, folded)
            by_detector = defaultdict(list)
            for expression, end in automaton.scan(folded.data):
                for detector, anchor in automaton._routes[expression]:  # noqa: SLF001 - the trainer looks inside
                    by_detector[detector].append(Hit(anchor, end))
            for index, hits in by_detector.items():
                detector = detectors[index]
                for match, features in detector.described(document, hits):
                    self._add(number, detector.entity, document.span(match.start, match.end), features)

    def _add(self, number: int, entity: str, span: tuple[int, int], features: list[str]) -> None:
        gold = [s for s in self.texts[number].spans if s.label == entity and s.start < span[1] and span[0] < s.end]
        self.text_of.append(number)
        self.entity.append(entity)
        self.features.append(features)
        self.labels.append(bool(gold))
        self.subjects.append(gold[0].subject if gold else None)


def matrix(features: list[list[str]], names: dict[str, int]) -> csr_matrix:
    """The features as rows of zeros and ones."""
    rows = [[names[f] for f in own if f in names] for own in features]
    indices = np.fromiter((i for row in rows for i in row), dtype=np.int64)
    indptr = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(names)))


def vocabulary(features: list[list[str]]) -> dict[str, int]:
    """Features met often enough to learn from."""
    counts = Counter(f for own in features for f in own)
    return {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST_COUNT))}


def fit(features: list[list[str]], labels: list[bool], strength: float) -> tuple[dict[str, int], LogisticRegression]:
    """A logistic regression without an intercept (the feature ``bias`` is one)."""
    names = vocabulary(features)
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=2000, solver="liblinear")
    return names, model.fit(matrix(features, names), np.array(labels))


def folds(texts: list[Marked], count: int) -> list[int]:
    """A fold for each text; a block's texts share one."""
    blocks = sorted({t.block for t in texts})
    order = np.random.default_rng(7).permutation(len(blocks))
    fold_of = {block: int(order[i]) % count for i, block in enumerate(blocks)}
    return [fold_of[t.block] for t in texts]


def report(examples: Examples, scores: np.ndarray, threshold: float = 0.5) -> None:
    """Record-level precision, recall and F1 by entity."""
    predicted = {(examples.text_of[i], examples.entity[i]) for i in np.flatnonzero(scores >= threshold)}
    gold = {(n, s.label) for n, t in enumerate(examples.texts) for s in t.spans}
    met = {(n, e) for n, e in zip(examples.text_of, examples.entity, strict=True)}
    clean = [n for n, t in enumerate(examples.texts) if not t.spans]
    flagged = {n for n, _ in predicted}
    for label in [*sorted({e for _, e in gold}), None]:
        g = {x for x in gold if label in (None, x[1])}
        p = {x for x in predicted if label in (None, x[1])}
        hit = len(g & p)
        precision, recall = hit / max(1, len(p)), hit / max(1, len(g))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{label or 'all':12s} n {len(g):4d}  P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  terms reach {len(g & met) / max(1, len(g)):.3f}"
        )
    print(f"texts without a disclosure flagged: {sum(n in flagged for n in clean)}/{len(clean)}")


def main() -> None:
    """Cross-validate, and with ``--write`` learn from everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    texts = list(read_folder(ROOT / "training" / "disclosures"))
    examples = Examples(texts)
    fold_of = folds(texts, options.folds)
    of_example = np.array([fold_of[n] for n in examples.text_of])
    scores = np.zeros(len(of_example))
    right = total = 0
    for k in range(options.folds):
        train, test = np.flatnonzero(of_example != k), np.flatnonzero(of_example == k)
        names, model = fit([examples.features[i] for i in train], [examples.labels[i] for i in train], STRENGTH)
        scores[test] = model.predict_proba(matrix([examples.features[i] for i in test], names))[:, 1]
        told = [i for i in train if examples.subjects[i]]
        names, model = fit(
            [examples.features[i] for i in told], [examples.subjects[i] == "self" for i in told], SUBJECT_STRENGTH
        )
        told = [i for i in test if examples.subjects[i]]
        guess = model.predict(matrix([examples.features[i] for i in told], names))
        right += sum(bool(g) == (examples.subjects[i] == "self") for g, i in zip(guess, told, strict=True))
        total += len(told)
    print(f"{len(texts)} texts, {len(scores)} terms met, {sum(examples.labels)} of them told")
    report(examples, scores)
    print(f"subject right: {right}/{total}")
    if options.write:
        write(examples)


def write(examples: Examples) -> None:
    """Learn from all examples and write ``weights.yaml``."""
    names, model = fit(examples.features, examples.labels, STRENGTH)
    weights = {name: model.coef_[0][i] for name, i in names.items()}
    told = [i for i, subject in enumerate(examples.subjects) if subject]
    names, model = fit(
        [examples.features[i] for i in told], [examples.subjects[i] == "self" for i in told], SUBJECT_STRENGTH
    )
    weights |= {f"subject|{name}": model.coef_[0][i] for name, i in names.items()}
    lines = [f'  "{name}": {weight:.2f}' for name, weight in sorted(weights.items()) if abs(weight) >= 0.02]
    head = "# Generated by `make train`: what each feature of a possible disclosure adds to its log-odds.\n"
    WEIGHTS.write_text(head + "weights:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights written")


if __name__ == "__main__":
    main()
