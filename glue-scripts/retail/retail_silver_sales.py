"""Sums the receipts of raw by day, hour, category, product and member: the sales of the layer silver.

Arguments: `--bucket`, and the days: `--dt`, or `--from` and `--to`. A run replaces its days.
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from retail_days import Days, is_set, raw, session, silver


def lines_of(receipts: DataFrame, products: DataFrame) -> DataFrame:
    """Each line of a receipt with its hour, and what the master of its day says of the product.

    A line whose product the master does not have stays, under `unknown`: its money was earned.
    """
    master = products.select(
        "dt",
        "product_id",
        F.col("product_name").alias("name"),
        "small_category",
        "brand",
    )
    return receipts.join(F.broadcast(master), ["dt", "product_id"], "left").select(
        "dt",
        F.hour("sold_at").alias("hour"),
        "receipt_id",
        "product_id",
        F.coalesce("name", "product_name").alias("product_name"),
        F.coalesce("small_category", F.lit("unknown")).alias("small_category"),
        F.coalesce(F.col("brand") == "PB", F.lit(False)).alias("is_pb"),
        is_set("member_sex").alias("is_member"),
        "member_sex",
        "member_age",
        F.col("quantity").cast("long").alias("quantity"),
        F.col("amount").cast("long").alias("amount"),
        (F.col("unit_price").cast("long") * F.col("quantity") - F.col("amount")).alias("discount"),
    )


def total(column: str, where: Column | None = None) -> Column:
    """The sum of a column of whole numbers, of the lines that are meant."""
    value = F.col(column) if where is None else F.when(where, F.col(column)).otherwise(0)
    return F.sum(value)


def receipts() -> Column:
    """How many receipts; one has several lines."""
    return F.countDistinct("receipt_id").alias("receipts")


def units_and_sales() -> list[Column]:
    """The sums that every table has: pieces, and what was paid."""
    return [total("quantity").alias("units"), total("amount").alias("sales")]


def all_sums() -> list[Column]:
    """What is known of a day, or of an hour."""
    return [
        receipts(),
        F.count("*").alias("lines"),
        *units_and_sales(),
        total("discount").alias("discount"),
        total("amount", F.col("is_pb")).alias("pb_sales"),
        total("amount", F.col("is_member")).alias("member_sales"),
    ]


def sales_tables(lines: DataFrame) -> dict[str, DataFrame]:
    """The tables of the layer, by their names."""
    category = ["hour", "small_category"]
    product = ["hour", "product_id", "product_name"]
    # ten years are a band: 0 is unknown
    band = (F.floor(F.coalesce("member_age", F.lit(0)) / 10) * 10).cast("int").alias("age_band")
    members = lines.where("is_member").select("*", F.col("member_sex").alias("sex"), band)
    return {
        "sales_daily": lines.groupBy("dt").agg(*all_sums()),
        "sales_hourly": lines.groupBy("dt", "hour").agg(*all_sums()),
        "sales_hourly_small_category": lines.groupBy("dt", *category).agg(*units_and_sales()),
        "sales_hourly_product": lines.groupBy("dt", *product).agg(*units_and_sales()),
        "sales_daily_member": members.groupBy("dt", "sex", "age_band").agg(receipts(), *units_and_sales()),
    }


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

    lines = lines_of(read("receipt"), read("product")).cache()
    for name, rows in sales_tables(lines).items():
        count = silver(args["bucket"], name).replace(glue_context, rows, days)
        print(f"{name}: {count:,} rows of {days}")
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
