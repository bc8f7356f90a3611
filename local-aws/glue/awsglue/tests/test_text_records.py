"""Frames of JSON lines and of CSV cells, with the choices that Glue finds in them."""

from awsglue.context import GlueContext
from awsglue.frames.single_row import single_row
from awsglue.gluetypes import tree
from awsglue.sources.text_records import json_frame, typed_frame
from pyspark.sql import SparkSession

ERRONEOUS = """
{"id": 1, "name": "george", "surname": "washington", "height": 178}
{"id": 2, "name": "benjamin", "surname": "franklin",
{"id": "3", "name": "alexander", "surname": "hamilton", "height": 171.5}
{"id": 4, "name": "john", "surname": "jay", "height": 190}
"""


def test_json_lines_of_mixed_types_with_one_that_is_broken(spark: SparkSession):
    rows = [(line,) for line in ERRONEOUS.strip().splitlines()]
    frame = json_frame(spark.createDataFrame(rows, "value string"), GlueContext(spark.sparkContext), "people")
    assert tree(frame.schema()).splitlines() == [
        "root",
        "|-- id: choice",
        "|    |-- int",
        "|    |-- string",
        "|-- name: string",
        "|-- surname: string",
        "|-- height: choice",
        "|    |-- double",
        "|    |-- int",
    ]
    assert (frame.count(), frame.errorsCount()) == (3, 1)
    record = single_row(frame.errorsAsDynamicFrame().toDF()).error.dynamicRecord
    assert record.value == rows[1][0]
    resolved = frame.resolveChoice(specs=[("id", "cast:long"), ("height", "cast:double")])
    assert [tuple(row) for row in resolved.toDF().select("id", "height").collect()] == [
        (1, 178.0),
        (3, 171.5),
        (4, 190.0),
    ]


def test_cells_that_do_not_fit_their_column_make_it_a_choice(spark: SparkSession):
    rows = [("10001", "36301", "SE"), ("INC", "53948", "ST"), ("", None, "x")]
    cells = spark.createDataFrame(rows, "`provider id` string, zip string, name string")
    frame = typed_frame(
        cells, {"provider id": "bigint", "zip": "bigint", "name": "string"}, GlueContext(spark.sparkContext)
    )
    assert tree(frame.schema()).splitlines()[1:] == [
        "|-- provider id: choice",
        "|    |-- long",
        "|    |-- string",
        "|-- zip: long",
        "|-- name: string",
    ]
    assert [tuple(row) for row in frame.toDF().collect()] == [
        ((10001, None), 36301, "SE"),
        ((None, "INC"), 53948, "ST"),
        (None, None, "x"),
    ]
