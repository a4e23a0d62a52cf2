"""Functions of Spark's columns: the findings in a text, and the text with labels in their place.

    frame.withColumn("body", redacted("body"))
    frame.select("id", explode(findings("body")))

Rows come to the scanner in Arrow's memory, batch by batch, on the executors; pandas is not needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.errors import MissingExtraError
from pii_guard.scanner import Scanner

try:
    import pyarrow as pa
    from pyspark.sql.functions import arrow_udf
except ImportError as error:  # pragma: no cover - depends on what is installed
    raise MissingExtraError("pii_guard.integrations.spark", "spark") from error

if TYPE_CHECKING:
    from pyspark.sql import Column

_FINDING = {
    "entity": pa.string(),
    "kind": pa.string(),
    "start": pa.int32(),
    "end": pa.int32(),
    "score": pa.float64(),
    "subject": pa.string(),
    "action": pa.string(),
    "rule": pa.string(),
}
_FINDINGS = pa.list_(pa.struct(_FINDING))
_SPARK = (
    "array<struct<entity: string, kind: string, start: int, end: int, score: double, subject: string, "
    "action: string, rule: string>>"
)


def findings(column: Column | str, *, field: str | None = None, scanner: Scanner | None = None) -> Column:
    """The findings in each text, as an array of structs; empty for a null.

    ``start`` and ``end`` count code points from 0: the value is ``substring(body, start + 1, end - start)``. ``field``
    is the name that the scanner reads as context; a column given by its name has that one.
    """
    scanner, name = scanner or Scanner(), _field(column, field)

    def find(texts: pa.Array) -> pa.Array:
        rows = scanner.scan_column(texts, field=name)
        return pa.array([[{key: getattr(one, key) for key in _FINDING} for one in row] for row in rows], _FINDINGS)

    return arrow_udf(find, _SPARK)(column)


def redacted(column: Column | str, *, field: str | None = None, scanner: Scanner | None = None) -> Column:
    """Each text with a label in place of every finding; a null stays null. ``field`` is as in ``findings``."""
    scanner, name = scanner or Scanner(), _field(column, field)

    def redact(texts: pa.Array) -> pa.Array:
        return scanner.redact_column(texts, field=name).combine_chunks()

    return arrow_udf(redact, "string")(column)


def _field(column: Column | str, field: str | None) -> str | None:
    return column if field is None and isinstance(column, str) else field
