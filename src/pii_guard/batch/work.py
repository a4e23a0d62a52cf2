"""What is done with one segment: read it, scan it, place the findings, make its part of the copy."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from pii_guard.batch.excerpt import Excerpts
from pii_guard.batch.ours import ours, without_ours
from pii_guard.masking import Style, replacer
from pii_guard.model import Finding, Found, Location, ReadProblem
from pii_guard.readers import Options, Record, Records, blocks
from pii_guard.readers.encoding import decode
from pii_guard.readers.record import UnredactableError
from pii_guard.readers.segment import WrongCutError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pii_guard.readers import Block, Segment
    from pii_guard.readers.record import Replace
    from pii_guard.scanner import Scanner

_BLOCK = 256 * 1024
"""Code points of source text that are scanned at once."""
UNREDACTABLE = "an attachment holds findings, and its name or format cannot be redacted; take it out of the message"


class Job(msgspec.Struct, frozen=True):
    """What to do with every segment of a run."""

    options: Options = Options()
    context_chars: int = 0
    """How many code points of masked text to give with each finding."""
    style: Style | None = None
    """How to write the copy; None where none is wanted."""
    key: bytes = b""
    """Of pseudonyms and synthetic values."""

    spare: Style | None = None
    """Pass over what a copy of this style has put in place of findings."""

    def __repr__(self) -> str:
        return f"Job({self.options}, {self.context_chars}, style={self.style})"


class Outcome(msgspec.Struct):
    """What came of a segment; lines and records of the findings count from its start."""

    items: list[Found | ReadProblem] = []
    files: int = 0
    texts: int = 0
    characters: int = 0
    records: int = 0
    lines: int = 0
    tail: int = 0
    """Code points behind the last line end."""
    copy: bytes | None = None  # noqa: A003 - the type, named before the field below
    bytes: int = 0
    wrong_cut: bool = False


def work(segment: Segment, scanner: Scanner, job: Job) -> Outcome:
    """Scan a segment."""
    outcome = Outcome(bytes=segment.size)
    broken = ""
    try:
        parts = list(_parts(segment, scanner, job, outcome))
    except WrongCutError:
        return Outcome(wrong_cut=True)
    except UnredactableError:
        broken = UNREDACTABLE
    except Exception as error:  # noqa: BLE001 - one stretch must not end the run, nor show the text it broke on
        broken = f"a stretch of the file could not be scanned ({type(error).__name__})"
    if broken:
        return Outcome([ReadProblem(Location(source=segment.source), broken)], bytes=segment.size)
    if job.style is not None:
        encoding = decode(segment.content(), segment.written_in).encoding
        outcome.copy = encoding.encode("".join(parts))
    return outcome


def _parts(segment: Segment, scanner: Scanner, job: Job, outcome: Outcome) -> Iterator[str]:
    """The parts of the copy; the outcome grows on the way."""
    replace: Replace | None = None
    if job.style is not None:
        fit = decode(segment.content(), segment.written_in).encoding.fit
        replace = fitted(replacer(job.style, scanner.labels, job.key), fit)
    safe = SafeNames(scanner)
    excerpts = Excerpts(job.context_chars, scanner.labels)
    options = job.options if segment.limit is None else msgspec.structs.replace(job.options, limit=segment.limit)
    for block in gathered(blocks(segment, options)):
        if isinstance(block, ReadProblem):
            outcome.items.append(block)
            continue
        outcome.texts += len(block.texts)
        outcome.records += block.records
        outcome.lines += block.lines
        outcome.tail = block.tail + (0 if block.lines else outcome.tail)
        outcome.characters += sum(len(text.text) for text in block.texts)
        found = _found(scanner, block)
        if job.spare is not None:
            found = without_ours(found, block, ours(job.spare, scanner.labels))
        held = dict(found)
        for placed in block.place(found):
            finding = safe(placed.finding)
            excerpt = excerpts.of(block.texts[placed.number].text, held[placed.number], finding)
            outcome.items.append(Found(finding, placed.about.month, placed.about.channel, excerpt))
        if replace:
            yield block.redact(found, replace)


def gathered(items: Iterable[Block | ReadProblem]) -> Iterator[Block | ReadProblem]:
    """Single records gathered to blocks; problems in their place."""
    records: list[Record] = []
    size = 0
    for item in items:
        if isinstance(item, Record):
            records.append(item)
            size += len(item.raw)
            if size < _BLOCK:
                continue
        if records:
            yield Records(records)
            records, size = [], 0
        if not isinstance(item, Record):
            yield item
    if records:
        yield Records(records)


def _found(scanner: Scanner, block: Block) -> list[tuple[int, list[Finding]]]:
    """The texts that hold something. A text that stands several times under the same name is scanned once."""
    if not isinstance(block, Records):
        return [(number, findings) for number, findings in enumerate(scanner.scan_located(block.texts)) if findings]
    places: dict[tuple[str, str | None], list[int]] = {}
    for number, text in enumerate(block.texts):
        places.setdefault((text.text, text.field), []).append(number)
    firsts = [block.texts[numbers[0]] for numbers in places.values()]
    found = [
        (number, findings)
        for numbers, findings in zip(places.values(), scanner.scan_located(firsts), strict=True)
        if findings
        for number in numbers
    ]
    return sorted(found, key=lambda one: one[0])


def fitted(make: Replace, fit: Callable[[str], str]) -> Replace:
    """Replacements that the file's encoding can write."""
    return lambda finding, value: fit(make(finding, value))


class SafeNames:
    """Keeps names of columns and keys out of reports where they are values themselves."""

    def __init__(self, scanner: Scanner) -> None:
        self._is_safe = lru_cache(maxsize=4096)(lambda name: not scanner.contains(name))

    def __call__(self, finding: Finding) -> Finding:
        """The finding, its field named only where the name holds nothing."""
        at = finding.location
        if at is None or at.field is None or self._is_safe(at.field):
            return finding
        return finding.moved(msgspec.structs.replace(at, field="*"))
