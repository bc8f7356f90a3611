"""The partitions of a catalog table."""

from awsglue.catalog.data_catalog import get_partitions
from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def find_partitions(spark: SparkSession, table: dict, predicate: str, expression: str = "") -> list[dict]:
    """The partitions of a catalog table that a Spark SQL predicate and a catalog expression keep."""
    partitions = get_partitions(table["DatabaseName"], table["Name"], expression)
    if not predicate:
        return partitions
    return _kept(spark, table.get("PartitionKeys") or [], partitions, predicate)


def _kept(spark: SparkSession, keys: list[dict], partitions: list[dict], predicate: str) -> list[dict]:
    names = ["_position", *(key["Name"] for key in keys)]
    rows = [(position, *partition["Values"]) for position, partition in enumerate(partitions)]
    schema = ", ".join(["_position int", *(f"`{name}` string" for name in names[1:])])
    values = spark.createDataFrame(rows, schema)
    for key in keys:
        values = values.withColumn(key["Name"], F.col(f"`{key['Name']}`").cast(key.get("Type", "string")))
    return [partitions[row["_position"]] for row in values.filter(predicate).select("_position").collect()]
