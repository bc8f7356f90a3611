"""The rows of a database's table.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-jdbc-home.html
"""

import re
from dataclasses import replace

from awsglue.dynamicframe import DynamicFrame
from awsglue.not_supported import NotSupportedError, refuse_unknown
from awsglue.run.bookmark import Bookmark
from awsglue.storage.jdbc import DATABASE_OPTIONS, JdbcTarget
from pyspark.sql import DataFrame, SparkSession

HASH_OPTIONS = {"hashfield", "hashexpression", "hashpartitions"}
_SAMPLE = {"sampleQuery", "enablePartitioningForSampleQuery", "sampleSize"}
_BOOKMARK = {"jobBookmarkKeys", "jobBookmarkKeysSortOrder"}
_PARTITIONS = 7
# behind the bookmark, up to the newest row, newest first
_ORDERS = {"asc": (">", "<=", "DESC"), "desc": ("<", ">=", "ASC")}


def jdbc_frame(glue_ctx, target: JdbcTarget, options: dict, name: str, context: str) -> DynamicFrame:
    """The rows of a table as a DynamicFrame.

    With job bookmarks, only the rows that come after those of the last commit in the order of
    `jobBookmarkKeys`: a row that is added or changed below is not read.
    """
    spark = glue_ctx.spark_session
    if not (glue_ctx.bookmark.reads and context):
        return DynamicFrame(_read(spark, target, options), glue_ctx, name)
    if options.get("sampleQuery"):
        raise NotSupportedError("sampleQuery with job bookmarks")
    fresh = replace(target, table=_fresh_rows(spark, glue_ctx.bookmark, target, options, context))
    return DynamicFrame(_read(spark, fresh, options), glue_ctx, name)


def _fresh_rows(
    spark: SparkSession, bookmark: Bookmark, target: JdbcTarget, options: dict, context: str
) -> str:
    """The table's rows behind the bookmark, as SQL; what comes in meanwhile is left to the next run."""
    named = options.get("jobBookmarkKeys")
    if not named:
        raise NotSupportedError("a job bookmark on a database's table without jobBookmarkKeys")
    order = str(options.get("jobBookmarkKeysSortOrder", "asc")).lower()
    if order not in _ORDERS:
        raise ValueError(f"jobBookmarkKeysSortOrder must be asc or desc, not {order!r}.")
    after, up_to, newest_first = _ORDERS[order]
    keys = [_quoted(key) for key in ([named] if isinstance(named, str) else named)]
    # PostgreSQL compares rows by their first column, then by the second, as a compound key
    row = f"({', '.join(keys)})"
    last = bookmark.last_keys(context)
    fresh = f"{row} {after} {_literals(last)}" if last is not None else "true"
    texts = ", ".join(f"{key}::text" for key in keys)
    ordered = ", ".join(f"{key} {newest_first} NULLS LAST" for key in keys)
    newest = f"(SELECT {texts} FROM {target.table} WHERE {fresh} ORDER BY {ordered} LIMIT 1)"
    columns = ", ".join(f"key_{number}" for number in range(len(keys)))
    found = spark.read.jdbc(
        target.url, f"{newest} AS newest ({columns})", properties=target.properties
    ).collect()
    if not found:
        return f"(SELECT * FROM {target.table} WHERE false) AS fresh"
    values = list(found[0])
    bookmark.read_up_to(context, values)
    return f"(SELECT * FROM {target.table} WHERE {fresh} AND {row} {up_to} {_literals(values)}) AS fresh"


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _literals(values: list[str]) -> str:
    return "(" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + ")"


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
