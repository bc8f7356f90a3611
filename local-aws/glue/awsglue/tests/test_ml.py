"""The stand-ins for Glue's machine learning: small data whose answers are plain."""

import pytest
from awsglue.catalog.data_catalog import CatalogError
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglueml.transforms import FillMissingValues, FindIncrementalMatches, FindMatches
from glue_api import GlueApi
from pyspark.sql import SparkSession


@pytest.fixture(scope="module")
def glue(spark: SparkSession) -> GlueContext:
    return GlueContext(spark.sparkContext)


@pytest.fixture
def transform(glue_api: GlueApi) -> str:
    parameters = {"FindMatchesParameters": {"PrecisionRecallTradeoff": 0.2, "PrimaryKeyColumnName": "id"}}
    glue_api.ml_transforms["tfm-1"] = {"TransformId": "tfm-1", "Parameters": parameters}
    return "tfm-1"


def frame_of(glue: GlueContext, rows: list[tuple], schema: str) -> DynamicFrame:
    return DynamicFrame.fromDF(glue.spark_session.createDataFrame(rows, schema).coalesce(1), glue, "frame")


def test_missing_numbers_lie_on_a_line(glue: GlueContext):
    rows = [(1, 9, 12), (2, 1, 14), (3, 5, None), (None, 2, None), (5, 4, 20)]
    frame = FillMissingValues.apply(frame_of(glue, rows, "x int, noise int, y int"), "y")
    # y = 10 + 2 x; without x the mean of 12, 14 and 20
    assert [row.y_filled for row in frame.toDF().collect()] == [12, 14, 16, 15, 20]
    assert frame.toDF().dtypes[-2:] == [("y", "int"), ("y_filled", "int")]


def test_missing_texts_are_as_in_rows_that_are_alike(glue: GlueContext):
    rows = [("L1", 1, "A300"), ("L1", 2, "A300"), ("L2", 3, "A400"), ("L2", 4, "A400"), ("L1", 5, "")]
    rows += [("L2", 6, None), ("L3", 7, "A400"), ("L4", 8, None), ("L1", 9, "A300")]
    frame = FillMissingValues.apply(
        frame=frame_of(glue, rows, "line string, id int, steel string"),
        missing_values_column="steel",
        output_column="sure",
    )
    filled = {row.id: row.sure for row in frame.toDF().collect()}
    # L1 is of A300, L2 of A400; there is nothing to learn for L4, and both are as frequent
    assert (filled[5], filled[6], filled[8], filled[7]) == ("A300", "A400", "A300", "A400")


def test_what_cannot_be_filled(glue: GlueContext):
    frame = frame_of(glue, [(None, [1])], "x int, a array<int>")
    with pytest.raises(ValueError, match="'x' has no value to learn from"):
        FillMissingValues.apply(frame, "x")
    for column in ("a", "gone"):
        with pytest.raises(ValueError, match="no column"):
            FillMissingValues.apply(frame, column)


PEOPLE = [
    (1, "George Washington", "1 Main Street", 178),
    (2, "John Jay", "7 Hill Road", 190),
    (3, "Georg Washington", "1 Main Street", 178),
    (4, "George Washingtone", "1 Main St", None),
    (5, "Alexander Hamilton", "1 Main Street", 171),
]
SCHEMA = "id int, name string, address string, height int"


def test_records_that_are_alike_get_one_id(glue: GlueContext, transform: str):
    frame = FindMatches.apply(frame=frame_of(glue, PEOPLE, SCHEMA), transformId=transform)
    ids = {row.id: row.match_id for row in frame.toDF().collect()}
    assert ids == {1: 1, 2: 2, 3: 1, 4: 1, 5: 5}

    new = frame_of(glue, [(6, "Jon Jay", "7 Hill Road", 190), (7, "Aaron Burr", "Hill", 170)], SCHEMA)
    both = FindIncrementalMatches.apply(existingFrame=frame, incrementalFrame=new, transformId=transform)
    assert both.toDF().dtypes == frame.toDF().dtypes
    assert {row.id: row.match_id for row in both.toDF().collect()} == {**ids, 6: 2, 7: 6}


def test_a_transform_that_is_not_there(glue: GlueContext, transform: str):
    frame = frame_of(glue, PEOPLE, SCHEMA)
    with pytest.raises(CatalogError, match=r"EntityNotFoundException.*GetMLTransform.*tfm-9"):
        FindMatches.apply(frame=frame, transformId="tfm-9")
    with pytest.raises(ValueError, match="no column match_id"):
        FindIncrementalMatches.apply(frame, frame, transform)
