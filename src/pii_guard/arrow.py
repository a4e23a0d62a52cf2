"""Columns of texts in Arrow's memory: blocks of rows as one text, without a string of Python's for each row.

A column is whatever has the Arrow PyCapsule interface: of pyarrow, polars, pandas, DuckDB ...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pii_guard.errors import ColumnError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pii_guard.model import Finding

    Scan = Callable[["Rows"], Iterable[list[Finding]]]

_BLOCK_ROWS = 512
_BLOCK_BYTES = 4 * 1024 * 1024
_TEXTS = frozenset({"string", "large_string", "string_view", "null"})


class Rows:
    """Some neighbouring rows of a column. A null is an empty row."""

    def __init__(self, texts: Any) -> None:
        """``texts`` is an array of valid large strings without nulls."""
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def joined(self, separator: str) -> str:
        """All rows as one text."""
        arrow, compute = _pyarrow()
        whole = arrow.LargeListArray.from_arrays(arrow.array([0, len(self)], arrow.int64()), self._texts)
        return str(compute.binary_join(whole, arrow.scalar(separator, arrow.large_string()))[0].as_buffer(), "utf-8")

    def lengths(self) -> Sequence[int]:
        """The code points of each row."""
        lengths = _pyarrow()[1].utf8_length(self._texts)
        return memoryview(lengths.buffers()[1]).cast("q")[lengths.offset :][: len(self)]

    def text(self, number: int) -> str:
        """One row."""
        text: str = self._texts[number].as_py()
        return text

    def texts(self) -> list[str]:
        """All rows."""
        texts: list[str] = self._texts.to_pylist()
        return texts

    def cut(self) -> Iterator[Rows]:
        """The rows in parts of a block's size; a longer row is a part of its own."""
        if len(self) == 1 or self._texts.nbytes <= _BLOCK_BYTES:
            yield self
        else:
            for half in self.halves():
                yield from half.cut()

    def halves(self) -> tuple[Rows, Rows]:
        """The rows in two parts."""
        middle = len(self) // 2
        return Rows(self._texts[:middle]), Rows(self._texts[middle:])


def scanned(column: Any, scan: Scan) -> Iterator[list[Finding]]:
    """What ``scan`` gives for each row of the column; a value of a dictionary is scanned once.

    Raises ``ColumnError`` where the column is not of texts.
    """
    for chunk in _chunks(column):
        yield from _scanned(chunk, scan)


def edited(column: Any, scan: Scan, edit: Callable[[str, list[Finding]], str]) -> Any:
    """The column as a ``ChunkedArray`` of its own type in which the rows with findings are what ``edit`` gives."""
    chunks = _chunks(column)
    arrow, _ = _pyarrow()
    kind = chunks[0].type if chunks else arrow.string()
    return arrow.chunked_array([_edited(chunk, scan, edit) for chunk in chunks], kind)


def _scanned(chunk: Any, scan: Scan) -> Iterator[list[Finding]]:
    arrow, compute = _pyarrow()
    if arrow.types.is_dictionary(chunk.type):
        found = list(_scanned(chunk.dictionary, scan))
        yield from ([] if number is None else list(found[number]) for number in chunk.indices.to_pylist())
        return
    for start in range(0, len(chunk), _BLOCK_ROWS):
        texts = compute.fill_null(chunk[start : start + _BLOCK_ROWS].cast(arrow.large_string()), "")
        _validate(texts)
        for rows in Rows(texts).cut():
            yield from scan(rows)


def _edited(chunk: Any, scan: Scan, edit: Callable[[str, list[Finding]], str]) -> Any:
    """The chunk itself where nothing is found in it."""
    arrow, compute = _pyarrow()
    found = {number: findings for number, findings in enumerate(_scanned(chunk, scan)) if findings}
    if not found:
        return chunk
    news = arrow.array([edit(chunk[n].as_py(), findings) for n, findings in found.items()], arrow.large_string())
    is_found = arrow.array([number in found for number in range(len(chunk))], arrow.bool_())
    return compute.replace_with_mask(chunk.cast(arrow.large_string()), is_found, news).cast(chunk.type)


def _chunks(column: Any) -> list[Any]:
    """The arrays of a column of texts."""
    arrow, _ = _pyarrow()
    if hasattr(column, "__arrow_c_array__"):
        chunks = [arrow.array(column)]
    elif hasattr(column, "__arrow_c_stream__"):
        chunks = arrow.chunked_array(column).chunks
    else:
        raise ColumnError("a column of texts is expected: an object with the Arrow PyCapsule interface")
    for chunk in chunks:
        kind = chunk.type.value_type if arrow.types.is_dictionary(chunk.type) else chunk.type
        if str(kind) not in _TEXTS:
            raise ColumnError("a column of texts is expected: of strings, or of a dictionary of strings")
    return chunks


def _validate(texts: Any) -> None:
    """Arrow itself takes any bytes for text."""
    try:
        texts.validate(full=True)
    except _pyarrow()[0].ArrowInvalid:
        pass
    else:
        return
    raise ColumnError("a row of the column is not UTF-8")


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.compute")
    except ImportError:
        pass
    raise MissingExtraError("A column of texts", "arrow")
