"""Error records: what becomes of records for which a function raises."""

import pytest
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.frames.error_records import ErrorThresholdExceeded
from awsglue.transforms import ErrorsAsDynamicFrame, Filter, Map
from pyspark.sql import SparkSession


@pytest.fixture(scope="module")
def numbers(spark: SparkSession) -> DynamicFrame:
    """0 to 4."""
    return DynamicFrame.fromDF(spark.range(5), GlueContext(spark.sparkContext), "numbers")


def inverse(record: dict) -> dict:
    record["inverse"] = 12 / record["id"]
    return record


def not_two(record: dict) -> bool:
    if record["id"] == 2:
        raise KeyError("two")
    return record["id"] > 1


@pytest.fixture(scope="module")
def chained(numbers: DynamicFrame) -> DynamicFrame:
    """One error of Map, then one of Filter."""
    return Filter.apply(frame=Map.apply(frame=numbers, f=inverse, info="inverting"), f=not_two)


def test_the_good_records_go_on(chained: DynamicFrame):
    assert [tuple(row) for row in chained.toDF().collect()] == [(3, 4.0), (4, 3.0)]
    assert (chained.errorsCount(), chained.stageErrorsCount()) == (2, 1)
    later = chained.drop_fields(["inverse"]).union(chained)
    assert (later.errorsCount(), later.stageErrorsCount()) == (2, 0)


def test_error_records_tell_what_happened(chained: DynamicFrame):
    frame = ErrorsAsDynamicFrame.apply(chained)
    first, second = sorted((row.error for row in frame.toDF().collect()), key=lambda error: error.msg)
    assert (first.msg, second.msg) == ("KeyError: 'two'", "ZeroDivisionError: division by zero")
    assert second.callsite.info == "inverting"
    assert "f=inverse" in second.callsite.site
    assert "/src/awsglue/" not in second.callsite.site
    assert "12 / record" in second.stackTrace
    # the record as it was before the function changed it
    assert second.dynamicRecord.asDict() == {"id": 0, "inverse": None}
    assert first.dynamicRecord.asDict() == {"id": 2, "inverse": 6.0}


def test_a_frame_without_errors(numbers: DynamicFrame):
    assert (numbers.errorsCount(), numbers.stageErrorsCount()) == (0, 0)
    frame = numbers.errorsAsDynamicFrame()
    assert (frame.count(), frame.toDF().columns) == (0, ["error"])
    numbers.assertErrorThreshold()


def test_without_thresholds_the_job_goes_on(numbers: DynamicFrame, capsys: pytest.CaptureFixture):
    lost = numbers.map(lambda record: None)  # pyright: ignore[reportArgumentType]
    assert "raised for 5 records" in capsys.readouterr().err
    assert (lost.count(), lost.toDF().columns, lost.stageErrorsCount()) == (0, ["id"], 5)
    lost.assertErrorThreshold()


def test_thresholds_end_the_job(numbers: DynamicFrame, chained: DynamicFrame):
    with pytest.raises(ErrorThresholdExceeded) as error:
        numbers.map(inverse, stageThreshold=1)
    assert "has 1 error records, its stageThreshold is 1" in str(error.value)
    assert "ZeroDivisionError" in str(error.value)
    assert numbers.map(inverse, stageThreshold=2, totalThreshold=2).count() == 4
    with pytest.raises(ErrorThresholdExceeded, match="its totalThreshold is 2"):
        chained.select_fields(["id"], totalThreshold=2)
    assert chained.select_fields(["id"], stageThreshold=1, totalThreshold=3).count() == 2
