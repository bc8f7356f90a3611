"""Reads a catalog table's files with the table's own schema: no pass over the data to infer one."""

from collections.abc import Callable
from functools import reduce

from awsglue.catalog import get_partitions, get_table
from awsglue.table_format import TableFormat, table_format
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def read_table(
    spark: SparkSession,
    database: str,
    table_name: str,
    predicate: str,
    fresh: Callable[[DataFrame], DataFrame],
) -> DataFrame:
    """The rows of a catalog table, partition columns last.

    `predicate` is Spark SQL over the partition columns: only the partitions that it keeps are read.
    `fresh` takes a frame of files and leaves those that are to be read.
    """
    table = get_table(database, table_name)
    file_format = table_format(table)
    columns = _ddl(table["StorageDescriptor"]["Columns"])
    keys = table.get("PartitionKeys") or []
    location = table["StorageDescriptor"]["Location"]
    if not keys:
        if not _has_objects(spark, location):
            return spark.createDataFrame([], columns)
        return fresh(_reader(spark, file_format, columns).load(location))

    partitions = get_partitions(database, table_name)
    if predicate:
        partitions = _kept(spark, keys, partitions, predicate)
    partitions = [partition for partition in partitions if _has_objects(spark, _location(partition))]
    schema = f"{columns}, {_ddl(keys)}" if columns else _ddl(keys)
    if not partitions:
        return spark.createDataFrame([], schema)

    base = location.rstrip("/")
    in_key_folders = [p for p in partitions if _is_key_folder(base, keys, p)]
    frames = []
    if in_key_folders:
        paths = [_location(p) for p in in_key_folders]
        frames.append(fresh(_reader(spark, file_format, schema).option("basePath", base).load(paths)))
    for partition in partitions:
        if partition not in in_key_folders:
            files = fresh(_reader(spark, file_format, columns).load(_location(partition)))
            frames.append(_with_values(files, keys, partition))
    return reduce(DataFrame.unionByName, frames)


def _has_objects(spark: SparkSession, location: str) -> bool:
    """S3 knows no folders: a location without objects is empty, where Spark would raise."""
    path = spark._jvm.org.apache.hadoop.fs.Path(location)
    return path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path)


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
