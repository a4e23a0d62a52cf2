"""How right the scanner is on marked tickets.

usage: python -m benchmarks.quality [CORPUS...] [--misses N] [--labels A,B] [--profile rules]

Identifiers count by exact span (white space and punctuation at the ends aside), special categories by record (is the
category told in this record?) and by overlap of spans. A clean record is one without any mark.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import DATA, Mark, Ticket, read
from pii_guard import Scanner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Detect = Callable[[list[str]], list[list[Mark]]]

CATEGORIES = ("HEALTH", "GENETIC", "RELIGION", "POLITICS", "CRIME", "SEXUALITY", "ETHNICITY", "TRADE_UNION")
IDENTIFIERS = (
    "NO_NATIONAL_ID", "PHONE_NUMBER", "EMAIL_ADDRESS", "PERSON", "ADDRESS", "NO_BANK_ACCOUNT", "CREDIT_CARD",
    "IP_ADDRESS", "DATE_OF_BIRTH", "NO_VEHICLE_PLATE",
)  # fmt: skip
HARD = ("PERSON", "ADDRESS")


@dataclass
class Counts:
    """Hits, false alarms and misses."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        precision = self.hits / (self.hits + self.false) if self.hits + self.false else 1.0
        recall = self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Quality:
    """The measures of one run; ``clean_flagged`` counts records without a mark in which something was found."""

    exact: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    overlap: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    record: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    clean: int = 0
    clean_flagged: int = 0
    no_category: int = 0
    no_category_flagged: int = 0
    no_identifier: int = 0
    no_identifier_flagged: int = 0
    subjects: int = 0
    subjects_right: int = 0
    misses: list[str] = field(default_factory=list)

    def total(self, kind: dict[str, Counts], labels: Sequence[str]) -> tuple[float, float, float]:
        """Precision, recall and F1 over several labels."""
        return sum((kind[label] for label in labels), Counts()).figures


def measure(tickets: list[Ticket], detect: Detect, labels: Sequence[str] = CATEGORIES + IDENTIFIERS) -> Quality:
    """Compare what ``detect`` finds with the marks."""
    quality = Quality()
    for ticket, found in zip(tickets, detect([ticket.text for ticket in tickets]), strict=True):
        gold = [_trimmed(ticket.text, mark) for mark in ticket.marks if mark.label in labels]
        guess = [_trimmed(ticket.text, mark) for mark in found if mark.label in labels]
        _count_spans(quality, ticket, gold, guess)
        _count_records(quality, {m.label for m in gold}, {m.label for m in guess})
    return quality


def _count_spans(quality: Quality, ticket: Ticket, gold: list[Mark], guess: list[Mark]) -> None:
    gold_spans = {(m.start, m.end, m.label) for m in gold}
    guess_spans = {(m.start, m.end, m.label) for m in guess}
    for span in gold_spans | guess_spans:
        quality.exact[span[2]] += _outcome(span in gold_spans, span in guess_spans)
    for mark in gold:
        met = [g for g in guess if _meets(mark, g)]
        quality.overlap[mark.label] += Counts(hits=bool(met), missed=not met)
        if met and mark.subject and met[0].subject:
            quality.subjects += 1
            quality.subjects_right += mark.subject == met[0].subject
        if not met:
            quality.misses.append(_line("MISS ", ticket, mark))
    for mark in guess:
        if not any(_meets(mark, g) for g in gold):
            quality.overlap[mark.label] += Counts(false=1)
            quality.misses.append(_line("FALSE", ticket, mark))
        elif mark.label in IDENTIFIERS and (mark.start, mark.end, mark.label) not in gold_spans:
            quality.misses.append(_line("SPAN ", ticket, mark))


def _count_records(quality: Quality, gold: set[str], guess: set[str]) -> None:
    for label in gold | guess:
        quality.record[label] += _outcome(label in gold, label in guess)
    if not gold & set(CATEGORIES):
        quality.no_category += 1
        quality.no_category_flagged += bool(guess & set(CATEGORIES))
    if not gold & set(IDENTIFIERS):
        quality.no_identifier += 1
        quality.no_identifier_flagged += bool(guess & set(IDENTIFIERS))
    if not gold:
        quality.clean += 1
        quality.clean_flagged += bool(guess)


def _outcome(in_gold: bool, in_guess: bool) -> Counts:  # noqa: FBT001 - two facts, no switch
    return Counts(hits=in_gold and in_guess, false=in_guess and not in_gold, missed=in_gold and not in_guess)


def _meets(one: Mark, other: Mark) -> bool:
    return one.label == other.label and one.start < other.end and other.start < one.end


def _trimmed(text: str, mark: Mark) -> Mark:
    start, end = mark.start, mark.end
    while start < end and not text[start].isalnum() and text[start] != "+":
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Mark(start, end, mark.label, mark.subject)


def _line(what: str, ticket: Ticket, mark: Mark) -> str:
    before, value, after = (
        ticket.text[max(0, mark.start - 50) : mark.start],
        ticket.text[mark.start : mark.end],
        ticket.text[mark.end : mark.end + 40],
    )
    return f"{mark.label:16s} {what} {ticket.id:9s} " + f"{before}⟦{value}⟧{after}".replace("\n", "⏎")


def scanner_detect(scanner: Scanner) -> Detect:
    """A scanner as the function that ``measure`` wants."""

    def detect(texts: list[str]) -> list[list[Mark]]:
        return [[Mark(f.start, f.end, f.entity, f.subject) for f in found] for found in scanner.scan_all(texts)]

    return detect


def table(quality: Quality) -> str:
    """The measures as a Markdown table."""
    rows = [
        "| label | n | exact P / R / F1 | overlap P / R / F1 | record P / R / F1 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for label in (*IDENTIFIERS, *CATEGORIES):
        if label in quality.record:
            n = quality.overlap[label].hits + quality.overlap[label].missed
            rows.append(
                _row(label, str(n), *(kind[label].figures for kind in (quality.exact, quality.overlap, quality.record)))
            )
    easy = [label for label in IDENTIFIERS if label not in HARD]
    for name, labels in (
        ("identifiers", IDENTIFIERS),
        ("identifiers but PERSON and ADDRESS", easy),
        ("categories", CATEGORIES),
    ):
        rows.append(
            _row(
                f"**{name}**",
                "",
                *(quality.total(kind, labels) for kind in (quality.exact, quality.overlap, quality.record)),
            )
        )
    counts = (
        f"Clean records flagged: {quality.clean_flagged} of {quality.clean}; without a category flagged for one: "
        f"{quality.no_category_flagged} of {quality.no_category}; without an identifier flagged: "
        f"{quality.no_identifier_flagged} of {quality.no_identifier}; "
        f"subject right: {quality.subjects_right} of {quality.subjects}."
    )
    rows += ["", counts]
    return "\n".join(rows)


def _row(name: str, n: str, *figures: tuple[float, float, float]) -> str:
    return f"| {name} | {n} | " + " | ".join(" / ".join(f"{x:.3f}" for x in three) for three in figures) + " |"


def main() -> None:
    """Print the measures for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", type=Path, default=[DATA / "dev.jsonl"])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--labels", default=",".join(CATEGORIES + IDENTIFIERS))
    parser.add_argument("--profile", default="rules")
    options = parser.parse_args()
    tickets = [ticket for path in options.corpora for ticket in read(path)]
    quality = measure(tickets, scanner_detect(Scanner(profile=options.profile)), options.labels.split(","))
    print(table(quality))
    for line in sorted(quality.misses)[: options.misses]:
        print(line)


if __name__ == "__main__":
    main()
