"""The rows of a catalog table."""

from collections.abc import Callable
from functools import reduce

from awsglue.catalog.data_catalog import get_table
from awsglue.catalog.partitions import find_partitions
from awsglue.dynamicframe import DynamicFrame
from awsglue.formats.table_format import TableFormat, table_format
from awsglue.not_supported import NotSupportedError
from awsglue.run.bookmark import Bounds
from awsglue.sources.jdbc_source import HASH_OPTIONS, jdbc_frame, table_hash_options
from awsglue.sources.mixed_types import RecordSource, dynamic_frame
from awsglue.sources.s3_source import check_source_options, without_excluded
from awsglue.storage.jdbc import JdbcTarget, is_jdbc_table
from awsglue.storage.s3_files import exists
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

_OPTIONS = {"catalogPartitionPredicate", "boundedFiles", "boundedSize"}


def table_frame(
    glue_ctx, database: str, table_name: str, predicate: str, options: dict, context: str
) -> DynamicFrame:
    """The rows of a catalog table, in S3 or in PostgreSQL.

    `predicate` is Spark SQL over the partition columns, `options` are the `additional_options`, `context` is
    the `transformation_ctx`. With job bookmarks, only files, or a database's rows, are read that are new.
    """
    table = get_table(database, table_name)
    if is_jdbc_table(table):
        if predicate:
            raise NotSupportedError("push_down_predicate on a table in a database (sampleQuery works)")
        target = JdbcTarget.of_table(table)
        return jdbc_frame(glue_ctx, target, table_hash_options(table) | options, table_name, context)
    check_source_options(options, _OPTIONS | HASH_OPTIONS, "create_dynamic_frame.from_catalog")
    expression = options.get("catalogPartitionPredicate", "")
    bounds = Bounds.of(options)

    def fresh(frame: DataFrame) -> DataFrame:
        return glue_ctx.bookmark.fresh(frame, context, bounds)

    def read(schema: str | None = None, **reader_options) -> DataFrame:
        return _read_files(
            glue_ctx.spark_session, table, predicate, expression, fresh, schema, reader_options
        )

    types = {column["Name"]: column["Type"] for column in table["StorageDescriptor"]["Columns"]}
    source = RecordSource(table_format(table).name, read, types)
    return dynamic_frame(read(), source, glue_ctx, table_name)


def _read_files(
    spark: SparkSession,
    table: dict,
    predicate: str,
    expression: str,
    fresh: Callable[[DataFrame], DataFrame],
    schema: str | None = None,
    options: dict | None = None,
) -> DataFrame:
    """The rows of a table's files, partition columns last, without a pass over the data to infer a schema.

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
        paths = _files(spark, table, location)
        if not paths:
            return spark.createDataFrame([], columns)
        return fresh(_reader(spark, file_format, columns).load(paths))

    partitions = find_partitions(spark, table, predicate, expression)
    read = {id(partition): _files(spark, table, _location(partition)) for partition in partitions}
    partitions = [partition for partition in partitions if read[id(partition)]]
    whole = f"{columns}, {_ddl(keys)}" if columns else _ddl(keys)
    if not partitions:
        return spark.createDataFrame([], whole)

    base = location.rstrip("/")
    in_key_folders = [p for p in partitions if _is_key_folder(base, keys, p)]
    frames = []
    if in_key_folders:
        paths = [path for partition in in_key_folders for path in read[id(partition)]]
        frames.append(fresh(_reader(spark, file_format, whole).option("basePath", base).load(paths)))
    for partition in partitions:
        if partition not in in_key_folders:
            files = fresh(_reader(spark, file_format, columns).load(read[id(partition)]))
            frames.append(_with_values(files, keys, partition))
    return reduce(DataFrame.unionByName, frames)


def _files(spark: SparkSession, table: dict, location: str) -> list[str]:
    """What Spark is to load of a folder: itself, or its files without those that the crawler left out.

    https://docs.aws.amazon.com/glue/latest/dg/define-crawler-choose-data-sources.html
    """
    if not exists(spark, location):
        return []
    exclusions = table.get("Parameters", {}).get("exclusions")
    return without_excluded(spark, [location], exclusions, recurses=False) if exclusions else [location]


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
