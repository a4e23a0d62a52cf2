"""Old Excel and OpenDocument workbooks, read only."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pii_guard.model import Location, ReadProblem
from pii_guard.readers.cells import blocks_of
from pii_guard.readers.extra import extra

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Block
    from pii_guard.readers.segment import Segment

BROKEN = "the workbook is damaged, encrypted or of another kind; it was not scanned"


def blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The cells of all sheets."""
    python_calamine = extra("python_calamine", "Reading xls and ods workbooks", "xlsx")
    data = segment.content()
    broken = len(data) > options.max_document
    try:
        book: Any = None if broken else python_calamine.load_workbook(io.BytesIO(data))
        names: list[str] = book.sheet_names if book else []
        for name in names:
            rows: Sequence[Sequence[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            source = segment.source if len(names) == 1 else f"{segment.source}!{name}"
            yield from blocks_of(source, ([(n, _text(cell)) for n, cell in enumerate(row)] for row in rows), options)
    except (python_calamine.CalamineError, OSError):
        broken = True
    if broken:
        yield ReadProblem(Location(source=segment.source), BROKEN)


def _text(cell: Any) -> str:
    """A cell as it would be typed: numbers without a trailing zero."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None or isinstance(cell, bool) else str(cell)
