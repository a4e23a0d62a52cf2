"""Findings as Parquet, to be queried."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TextIO

from pii_guard.errors import MissingExtraError
from pii_guard.model import Finding, Found, ReadProblem, Summary
from pii_guard.reporters.columns import COLUMNS, Row, row_of
from pii_guard.reporters.plain import plain, plain_cell

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack

_GROUP = 50_000
_INTEGERS = frozenset({"line", "column", "record", "start", "end"})


class ParquetReporter:
    """A row a finding, in groups; the problems and the totals stand in the file's metadata."""

    def __init__(self, stream: TextIO, pack: Pack, *, explain: bool = False) -> None:  # noqa: ARG002 - the protocol's
        """``stream`` must be a text stream over a binary one."""
        pyarrow: Any = None
        try:
            pyarrow = import_module("pyarrow")
            parquet: Any = import_module("pyarrow.parquet")
        except ImportError:
            pyarrow = None
        if pyarrow is None:
            raise MissingExtraError("Parquet output", "parquet")
        self._arrow: Any = pyarrow
        self._explain = explain
        self._rows: list[Row] = []
        self._problems: list[str] = []
        types = {name: pyarrow.int64() for name in _INTEGERS} | {"score": pyarrow.float64()}
        self._schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])
        self._writer: Any = parquet.ParquetWriter(stream.buffer, self._schema, compression="zstd")

    def add(self, item: Finding | Found | ReadProblem) -> None:
        """Take one finding."""
        if isinstance(item, ReadProblem):
            self._problems.append(f"{item.at}: {item.message}")
            return
        self._rows.append(row_of(item, explain=self._explain))
        if len(self._rows) >= _GROUP:
            self._write()

    def finish(self, summary: Summary) -> None:
        """Write what is left, and the totals."""
        self._write()
        self._writer.add_key_value_metadata(
            {
                "pii_guard.problems": plain("\n".join(self._problems)),
                "pii_guard.files": str(summary.files),
            }
        )
        self._writer.close()

    def _write(self) -> None:
        if self._rows:
            columns = zip(*([plain_cell(cell) for cell in row] for row in self._rows), strict=True)
            arrays = [
                self._arrow.array(list(column), type=field.type)
                for column, field in zip(columns, self._schema, strict=True)
            ]
            self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
            self._rows = []
