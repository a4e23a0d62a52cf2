"""Mail with its attachments, each of which is read as the file it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pii_guard.model import Location, ReadProblem
from pii_guard.readers import blocks as read
from pii_guard.readers import segments_inside
from pii_guard.readers.archive import TOO_DEEP
from pii_guard.readers.choice import Choice
from pii_guard.readers.mail import MailBlock, messages
from pii_guard.readers.segment import Segment
from pii_guard.readers.text import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Block
    from pii_guard.readers.segment import Source


def blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The messages of a segment, each with its attachments."""
    raw = segment.content().decode("latin-1")
    spans = messages(raw) if segment.kind == "mbox" else iter([(0, len(raw))])
    choice = Choice(options, segment.offset)
    # What is attached to a message that is wanted is wanted whole.
    inside = msgspec.structs.replace(options, limit=None, sample=None)
    for number, (start, end) in enumerate(spans):
        if not choice(number):
            yield bare(raw[start:end], 1)
            continue
        block = MailBlock(
            raw[start:end], segment.source, inside, segment.depth, _attached, raw.count("\n", 0, start) + 1
        )
        yield from block.problems
        yield block


def _attached(source: Source, options: Options) -> Iterator[tuple[Segment, list[Block]] | ReadProblem]:
    """An attachment, read like a file; one that is no text is left out, as such a file would be."""
    if source.depth > options.max_depth:
        yield ReadProblem(Location(source=source.name), TOO_DEEP)
        return
    for segment in segments_inside(source, options):
        if isinstance(segment, ReadProblem):
            yield segment
        elif isinstance(segment, Segment):
            found: list[Block] = []
            for item in read(segment, options):
                if isinstance(item, ReadProblem):
                    yield item
                else:
                    found.append(item)
            yield segment, found
