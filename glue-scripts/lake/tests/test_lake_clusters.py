"""What is taken for K-Means, on made-up readings."""

from clusters import SENSORS, varying, whole_lives
from pyspark.sql import DataFrame, SparkSession


def readings(spark: SparkSession) -> DataFrame:
    """Four lives of 5, 3, 4 and 2 cycles; sensor 1 is constant, sensor 2 the cycle, the others constant."""
    rows = [
        (life, cycle) for life, cycles in enumerate((5, 3, 4, 2), start=1) for cycle in range(1, cycles + 1)
    ]
    frame = spark.createDataFrame(rows, "life int, cycle int")
    return frame.selectExpr(
        "life",
        "cycle",
        *(f"{'double(cycle)' if name == 'sensor_02' else '1.5D'} AS {name}" for name in SENSORS),
    )


def test_the_first_and_the_last_life_are_left_out_and_the_rest_counts_down(spark: SparkSession):
    rows = whole_lives(readings(spark)).collect()
    assert sorted((row["life"], row["cycle"], row["remaining"]) for row in rows) == [
        (2, 1, 2),
        (2, 2, 1),
        (2, 3, 0),
        (3, 1, 3),
        (3, 2, 2),
        (3, 3, 1),
        (3, 4, 0),
    ]


def test_a_constant_sensor_is_not_used(spark: SparkSession):
    assert varying(whole_lives(readings(spark))) == ["sensor_02"]


def test_without_readings_nothing_is_used(spark: SparkSession):
    assert varying(whole_lives(readings(spark).where("life > 9"))) == []
