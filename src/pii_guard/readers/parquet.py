"""Parquet: read row group by row group; copied with the found cells changed, types and schema kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from pii_guard.model import LocatedText, Location, ReadProblem
from pii_guard.readers.cells import ROWS, CellBlock
from pii_guard.readers.choice import Choice
from pii_guard.readers.extra import extra
from pii_guard.readers.fields import LONGEST_MACHINE, Fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pii_guard.readers.options import Options
    from pii_guard.readers.record import Block
    from pii_guard.readers.segment import Segment

    Edit = Callable[[Sequence[LocatedText]], list[str | None]]

BROKEN = "the Parquet file is damaged or cut short; what comes behind was not scanned"
NUMBERS = "a column of numbers holds findings, and a number cannot be replaced by a text"
_SHORTEST_NUMBER = 5


def _arrow() -> Any:
    extra("pyarrow.parquet", "Reading Parquet files", "parquet")
    return extra("pyarrow", "Reading Parquet files", "parquet")


def blocks(segment: Segment, options: Options) -> Iterator[Block | ReadProblem]:
    """The rows, some thousands at a time; lists and structs by their parts."""
    arrow = _arrow()
    broken = False
    try:
        with segment.open() as stream:
            file = arrow.parquet.ParquetFile(stream)
            header = list(file.schema_arrow.names)
            fields = Fields(options, header)
            choice = Choice(options)
            number = 0
            for batch in file.iter_batches(batch_size=ROWS):
                block = CellBlock(segment.source, header)
                for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    if choice(number - 1):
                        row = [(n, text) for n, value in enumerate(values) for text in texts_of(value)]
                        block.add(number, row, fields)
                yield block
    except (arrow.ArrowException, OSError, ValueError):
        broken = True
    if broken:
        yield ReadProblem(Location(source=segment.source), BROKEN)


def texts_of(value: Any) -> Iterator[str]:  # noqa: C901 - one branch for each type
    """The texts and long numbers in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int):
        if abs(value) >= 10**_SHORTEST_NUMBER:
            yield str(value)
    elif isinstance(value, float):
        if value.is_integer() and abs(value) >= 10**_SHORTEST_NUMBER:
            yield str(int(value))
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner)
    else:
        yield str(value)


def rewrite(stream: BinaryIO, out: BinaryIO, edit: Edit) -> str:
    """A copy with the found texts changed; gives what is wrong, or an empty text."""
    arrow = _arrow()
    try:
        file = arrow.parquet.ParquetFile(stream)
        schema = file.schema_arrow
        fields = Fields(_options(), schema.names)
        compression = (
            file.metadata.row_group(0).column(0).compression if file.num_row_groups and schema.names else "NONE"
        )
        known = compression if compression in {"SNAPPY", "GZIP", "BROTLI", "LZ4", "ZSTD"} else "NONE"
        with arrow.parquet.ParquetWriter(out, schema, compression=known) as writer:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group)
                for number, name in enumerate(schema.names):
                    column, problem = _column(arrow, table.column(number), name, fields, edit)
                    if problem:
                        return problem
                    if column is not None:
                        table = table.set_column(number, schema.field(number), column)
                writer.write_table(table, row_group_size=max(table.num_rows, 1))
    except (arrow.ArrowException, OSError, ValueError):
        return BROKEN
    return ""


def _options() -> Options:
    from pii_guard.readers.options import Options  # noqa: PLC0415 - named in annotations above

    return Options()


def _column(arrow: Any, column: Any, name: str, fields: Fields, edit: Edit) -> tuple[Any, str]:
    """The column with its found texts changed, or None where it stays; and what is wrong."""
    role = fields.role(name, name)
    values = column.to_pylist()
    flat = [text for value in values for text in texts_of(value)]
    flat = [text for text in flat if not (role.machine and len(text) <= LONGEST_MACHINE)]
    news = edit([LocatedText(text, field=role.meaning) for text in flat])
    changed = {old: new for old, new in zip(flat, news, strict=True) if new is not None}
    if not changed:
        return None, ""
    try:
        return arrow.chunked_array([arrow.array([_with(value, changed) for value in values], type=column.type)]), ""
    except (arrow.ArrowException, TypeError, ValueError):
        return None, f"column {name!r}: {NUMBERS}"


def _with(value: Any, changed: dict[str, str]) -> Any:  # noqa: PLR0911 - one for each type
    if isinstance(value, str):
        return changed.get(value, value)
    if isinstance(value, dict):
        return {key: _with(inner, changed) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with(inner, changed) for inner in value]
    if isinstance(value, tuple):
        return tuple(_with(inner, changed) for inner in value)
    if isinstance(value, bytes):
        text = value.decode("utf-8", "replace")
        return changed[text].encode() if text in changed else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return next((changed[text] for text in texts_of(value) if text in changed), value)
    return value
