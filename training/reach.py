"""Which marked disclosures the lexicons do not reach, and how often each group of terms is told of somebody.

usage: python -m training.reach ENTITY [--misses N] [--groups]

Words mined from the texts are left out: what counts is what was written by hand.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from pii_guard.detect.automaton import Automaton
from pii_guard.detect.candidate import Document, Hit
from pii_guard.detect.disclosure import DisclosureDetector
from pii_guard.normalise import fold
from pii_guard.rulepack import store
from training.marked import Marked, Span, read_sentences, read_tickets
from training.train_disclosures import ROOT, hand_written, pack_with

if TYPE_CHECKING:
    from collections.abc import Iterator


def meetings(entity: str, texts: list[Marked]) -> Iterator[tuple[Marked, list[tuple[int, int, tuple[str, ...]]]]]:
    """Each text with the places where terms of the category are met, and the groups they are of."""
    detector = DisclosureDetector(pack_with(hand_written(), []), frozenset({entity}))
    automaton = Automaton([detector], store.digest(anchor.encode() for anchor in detector.anchors))
    for marked in texts:
        folded = fold(marked.text)
        document = Document(marked.text, folded)
        found = []
        hits = [Hit(0, end) for _, end in automaton.scan(folded.data)]
        for sentence, possible, _ in detector.described(document, hits):
            span = document.span(sentence.spans[possible.first][0], sentence.spans[possible.last][1])
            found.append((*span, tuple(term.group.id for term in possible.terms)))
        yield marked, found


def main() -> None:
    """Print the reach, the misses and the groups."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("entity")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--groups", action="store_true")
    options = parser.parse_args()
    texts = [*read_sentences(ROOT / "training" / "disclosures"), *read_tickets(ROOT / "training" / "tickets")]
    met, told, missed, reached = Counter[str](), Counter[str](), list[str](), 0
    for marked, found in meetings(options.entity, texts):
        gold = [span for span in marked.spans if span.label == options.entity]
        for span in gold:
            if any(_meets(span, one) for one in found):
                reached += 1
            else:
                missed.append(f"{marked.text[span.start : span.end]}  <<  {marked.text[:160]}".replace("\n", " "))
        for start, end, groups in found:
            met.update(groups)
            if any(_meets(span, (start, end, groups)) for span in gold):
                told.update(groups)
    print(f"{options.entity}: {reached} of {reached + len(missed)} marked disclosures reached")
    print("\n".join(missed[:: max(1, len(missed) // options.misses)] if options.misses else []))
    for group, count in met.most_common() if options.groups else ():
        print(f"{group:32s} met {count:5d}, told {told[group] / count:.2f}")


def _meets(span: Span, one: tuple[int, int, tuple[str, ...]]) -> bool:
    return span.start < one[1] and one[0] < span.end


if __name__ == "__main__":
    main()
