"""The real PySpark on a master in this process; without Java there is none."""

import os
import shutil
import sys

import pytest

from pii_guard import Scanner

pytest.importorskip("pyspark", reason="the extra spark is not installed")
if shutil.which("java") is None:
    pytest.skip("Java is not installed", allow_module_level=True)

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, explode

from pii_guard.integrations.spark import findings, redacted

pytestmark = pytest.mark.slow
SCANNER = Scanner(context="export")
ROWS = [
    (1, "Ring meg på 912 34 567"),
    (2, None),
    (3, "🙂 mor har kols, konto 1234.56.78903"),
    (4, ""),
    (5, "15915750100"),
] * 20
FIELDS = ("entity", "kind", "start", "end", "score", "subject", "action", "rule")


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable  # else the workers are of whatever python3 is first on the path
    made = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = made.config("spark.sql.execution.arrow.maxRecordsPerBatch", 7).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(spark):
    return spark.createDataFrame(ROWS, "id int, fnr string")


def test_a_column_of_numbers_is_refused_without_telling_its_values(spark):
    numbers = spark.createDataFrame([(91234567,)], "phone int")
    with pytest.raises(PySparkException, match="a column of texts is expected") as caught:
        numbers.select(redacted("phone")).collect()
    assert "91234567" not in str(caught.value)


@pytest.mark.parametrize(("column", "field"), [(str, "fnr"), (col, None)])
def test_findings_are_those_of_the_scanner(frame, column, field):
    rows = frame.select("id", findings(column("fnr")).alias("found")).collect()
    told = [(row.id, [tuple(finding) for finding in row.found]) for row in rows]
    assert told == [
        (number, [tuple(getattr(f, name) for name in FIELDS) for f in SCANNER.scan(text or "", field=field)])
        for number, text in ROWS
    ]
    assert sum(len(found) for _, found in told) >= 60


def test_a_span_cuts_out_its_value(frame):
    found = frame.where("id = 3").select("fnr", explode(findings("fnr")).alias("f"))
    cut = found.where("f.entity = 'NO_BANK_ACCOUNT'").selectExpr("substring(fnr, f.start + 1, f.end - f.start)")
    assert cut.first()[0] == "1234.56.78903"


def test_a_redacted_column_has_all_rows(frame):
    copy = frame.withColumn("fnr", redacted(col("fnr"), scanner=SCANNER))
    assert copy.schema == frame.schema
    assert [tuple(row) for row in copy.collect()] == [
        (number, None if text is None else SCANNER.redact(text)) for number, text in ROWS
    ]


def test_a_frame_without_rows(frame):
    assert frame.where("id > 9").select(redacted("fnr")).collect() == []
