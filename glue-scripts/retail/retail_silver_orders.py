"""Sums deliveries, returns and disposals of raw by day and small category: the orders of the layer silver.

Arguments: `--bucket`, and the days: `--dt`, or `--from` and `--to`. A run replaces its days. A delivery that
was entered twice counts once.
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from retail_days import Days, raw, session, silver

# what makes an entry: its number does not, for whoever enters a delivery twice gets two
ENTRY = ["dt", "document_no", "kind", "product_id", "quantity"]


def of_kind(kind: str, value: Column) -> Column:
    """The sum of a value over the entries of one kind."""
    return F.sum(F.when(F.col("kind") == kind, value).otherwise(0))


def orders_by_category(entries: DataFrame, products: DataFrame) -> DataFrame:
    """What was ordered, sent back and thrown away of each small category, in pieces, and what that cost."""
    master = F.broadcast(products.select("dt", "product_id", "small_category", "cost"))
    known = entries.dropDuplicates(ENTRY).join(master, ["dt", "product_id"], "left")
    pieces = F.col("quantity").cast("long")
    return (
        known.withColumn("small_category", F.coalesce("small_category", F.lit("unknown")))
        .groupBy("dt", "small_category")
        .agg(
            of_kind("order", pieces).alias("ordered"),
            of_kind("return", pieces).alias("returned"),
            of_kind("disposal", pieces).alias("disposed"),
            of_kind("disposal", pieces * F.coalesce("cost", F.lit(0))).alias("disposed_cost"),
        )
    )


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    days = Days.of(arguments)
    args = getResolvedOptions(arguments, ["JOB_NAME", "bucket"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    session(glue_context)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    def read(table: str) -> DataFrame:
        return raw(args["bucket"], table).read(glue_context, days)

    rows = orders_by_category(read("balju_refund"), read("product"))
    count = silver(args["bucket"], "orders_daily_small_category").replace(glue_context, rows, days)
    print(f"orders_daily_small_category: {count:,} rows of {days}")
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
