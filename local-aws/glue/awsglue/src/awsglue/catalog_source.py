"""Reads a catalog table's files with the table's own schema: no pass over the data to infer one."""

from collections.abc import Callable
from functools import reduce

from awsglue.catalog import get_partitions
from awsglue.s3_files import exists
from awsglue.table_format import TableFormat, table_format
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def read_table(
    spark: SparkSession,
    table: dict,
    predicate: str,
    expression: str,
    fresh: Callable[[DataFrame], DataFrame],
    schema: str | None = None,
    options: dict | None = None,
) -> DataFrame:
    """The rows of a catalog table, partition columns last.

    `predicate` is Spark SQL over the partition columns, `expression` is in the catalog's own SQL: only the
    partitions that both keep are read. `fresh` takes a frame of files and leaves those that are to be read.
    `schema` takes the place of the table's columns, `options` are further ones of Spark's reader.
    """
    file_format = table_format(table)
    file_format = TableFormat(file_format.name, {**file_format.options, **(options or {})})
    columns = schema or _ddl(table["StorageDescriptor"]["Columns"])
    keys = table.get("PartitionKeys") or []
    location = table["StorageDescriptor"]["Location"]
    if not keys:
        if predicate or expression:
            raise ValueError(f"The table {table['Name']} has no partitions that a predicate could choose.")
        if not exists(spark, location):
            return spark.createDataFrame([], columns)
        return fresh(_reader(spark, file_format, columns).load(location))

    partitions = find_partitions(spark, table, predicate, expression)
    partitions = [partition for partition in partitions if exists(spark, _location(partition))]
    whole = f"{columns}, {_ddl(keys)}" if columns else _ddl(keys)
    if not partitions:
        return spark.createDataFrame([], whole)

    base = location.rstrip("/")
    in_key_folders = [p for p in partitions if _is_key_folder(base, keys, p)]
    frames = []
    if in_key_folders:
        paths = [_location(p) for p in in_key_folders]
        frames.append(fresh(_reader(spark, file_format, whole).option("basePath", base).load(paths)))
    for partition in partitions:
        if partition not in in_key_folders:
            files = fresh(_reader(spark, file_format, columns).load(_location(partition)))
            frames.append(_with_values(files, keys, partition))
    return reduce(DataFrame.unionByName, frames)


def find_partitions(spark: SparkSession, table: dict, predicate: str, expression: str = "") -> list[dict]:
    """The partitions of a catalog table that a Spark SQL predicate and a catalog expression keep."""
    partitions = get_partitions(table["DatabaseName"], table["Name"], expression)
    if not predicate:
        return partitions
    return _kept(spark, table.get("PartitionKeys") or [], partitions, predicate)


def _reader(spark: SparkSession, file_format: TableFormat, schema: str):
    return spark.read.format(file_format.name).options(**file_format.options).schema(schema)


def _ddl(columns: list[dict]) -> str:
    return ", ".join(f"`{column['Name']}` {column.get('Type', 'string')}" for column in columns)


def _location(partition: dict) -> str:
    return partition["StorageDescriptor"]["Location"].rstrip("/")


def _is_key_folder(base: str, keys: list[dict], partition: dict) -> bool:
    folders = [f"{key['Name']}={value}" for key, value in zip(keys, partition["Values"], strict=True)]
    return _location(partition) == "/".join([base, *folders])


def _with_values(frame: DataFrame, keys: list[dict], partition: dict) -> DataFrame:
    """A partition whose folder does not tell its values: the catalog does."""
    for key, value in zip(keys, partition["Values"], strict=True):
        frame = frame.withColumn(key["Name"], F.lit(value).cast(key.get("Type", "string")))
    return frame


def _kept(spark: SparkSession, keys: list[dict], partitions: list[dict], predicate: str) -> list[dict]:
    names = ["_position", *(key["Name"] for key in keys)]
    rows = [(position, *partition["Values"]) for position, partition in enumerate(partitions)]
    schema = ", ".join(["_position int", *(f"`{name}` string" for name in names[1:])])
    values = spark.createDataFrame(rows, schema)
    for key in keys:
        values = values.withColumn(key["Name"], F.col(f"`{key['Name']}`").cast(key.get("Type", "string")))
    return [partitions[row["_position"]] for row in values.filter(predicate).select("_position").collect()]
