"""The rows of a database's table.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-jdbc-home.html
"""

import re

from awsglue.dynamicframe import DynamicFrame
from awsglue.not_supported import NotSupportedError, refuse_unknown
from awsglue.storage.jdbc import DATABASE_OPTIONS, JdbcTarget
from pyspark.sql import DataFrame, SparkSession

HASH_OPTIONS = {"hashfield", "hashexpression", "hashpartitions"}
_SAMPLE = {"sampleQuery", "enablePartitioningForSampleQuery", "sampleSize"}
_BOOKMARK = {"jobBookmarkKeys", "jobBookmarkKeysSortOrder"}
_PARTITIONS = 7


def jdbc_frame(glue_ctx, target: JdbcTarget, options: dict, name: str) -> DynamicFrame:
    """The rows of a table as a DynamicFrame."""
    if glue_ctx.bookmark.reads and name and "jobBookmarkKeys" in options:
        raise NotSupportedError("jobBookmarkKeys (job bookmarks know S3 sources)")
    return DynamicFrame(_read(glue_ctx.spark_session, target, options), glue_ctx, name)


def table_hash_options(table: dict) -> dict:
    """How a catalog table says that it is divided."""
    return {name: value for name, value in (table.get("Parameters") or {}).items() if name in HASH_OPTIONS}


def _read(spark: SparkSession, target: JdbcTarget, options: dict) -> DataFrame:
    """The rows of a table or of a `sampleQuery`, in parallel where it is told by what to divide them."""
    refuse_unknown(options, DATABASE_OPTIONS | HASH_OPTIONS | _SAMPLE | _BOOKMARK, "connection_options")
    source = target.table
    divides = bool(options.get("hashfield") or options.get("hashexpression"))
    if options.get("sampleQuery"):
        query = options["sampleQuery"].strip().rstrip(";")
        if str(options.get("enablePartitioningForSampleQuery", False)).lower() == "true":
            # Glue puts its condition after that word
            query = re.sub(r"\s+(and|where)$", "", query, flags=re.IGNORECASE)
        else:
            divides = False
        source = f"({query}) AS sample"
    if not source:
        raise ValueError("connection_options needs dbtable, the table, or a sampleQuery.")
    if divides:
        frame = spark.read.jdbc(
            target.url, source, predicates=_predicates(options), properties=target.properties
        )
    else:
        frame = spark.read.jdbc(target.url, source, properties=target.properties)
    return frame.limit(int(options["sampleSize"])) if options.get("sampleSize") else frame


def _predicates(options: dict) -> list[str]:
    count = int(options.get("hashpartitions") or _PARTITIONS)
    number = options.get("hashexpression")
    if not number:
        column = options["hashfield"].replace('"', '""')
        number = f"('x' || substr(md5(\"{column}\"::text), 1, 8))::bit(32)::bigint"
    return [f"coalesce(mod(abs({number}), {count}), 0) = {position}" for position in range(count)]
