"""Makes the tables that answer the store's questions, and merges the days of a run into them: the layer gold.

Arguments: `--bucket`, and the days: `--dt`, or `--from` and `--to`. The job needs `--datalake-formats
iceberg` and a `--conf` that names the catalog `glue_catalog`. Only rows that have changed are written.
"""

import sys
from dataclasses import dataclass

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from retail_days import Days, raw, session, silver


@dataclass(frozen=True)
class GoldTable:
    """An Iceberg table with a row for each day and each value of its keys."""

    name: str
    keys: tuple[str, ...]

    def merge(self, spark: SparkSession, bucket: str, rows: DataFrame, days: Days) -> None:
        """Brings the table's days to what `rows` say, in one snapshot."""
        table = f"glue_catalog.retail_gold.{self.name}"
        columns = ", ".join(f"{name} {kind}" for name, kind in rows.dtypes)
        # merge-on-read: a MERGE writes the rows that change; by default it writes their files anew
        spark.sql(
            f"CREATE TABLE IF NOT EXISTS {table} ({columns}) USING iceberg PARTITIONED BY (months(dt)) "
            f"LOCATION 's3://{bucket}/gold/{self.name}' "
            "TBLPROPERTIES ('format-version' = '2', 'write.merge.mode' = 'merge-on-read')"
        )
        rows.createOrReplaceTempView("fresh")
        values = [name for name in rows.columns if name not in ("dt", *self.keys)]
        same_key = " AND ".join(f"old.{key} = fresh.{key}" for key in ("dt", *self.keys))
        is_other = " OR ".join(f"NOT (old.{name} <=> fresh.{name})" for name in values)
        # a category that has nothing any more on a day must go, and other days must stay
        spark.sql(f"""
            MERGE INTO {table} AS old USING fresh ON {same_key}
            WHEN MATCHED AND ({is_other}) THEN UPDATE SET *
            WHEN NOT MATCHED THEN INSERT *
            WHEN NOT MATCHED BY SOURCE AND {days.sql("old.dt")} THEN DELETE""")


def share(part: str, whole: str):
    """A part of a whole, of 1; none where there is no whole."""
    return F.try_divide(F.col(part).cast("double"), F.col(whole))


def store_daily(sales: DataFrame, orders: DataFrame) -> DataFrame:
    """A day of the store."""
    waste = orders.groupBy("dt").agg(F.sum("disposed_cost").alias("disposed_cost"))
    return (
        sales.join(waste, "dt", "left")
        .fillna(0, ["disposed_cost"])
        .select(
            "dt",
            "receipts",
            "units",
            "sales",
            share("sales", "receipts").alias("average_basket"),
            share("pb_sales", "sales").alias("pb_share"),
            share("member_sales", "sales").alias("member_share"),
            "disposed_cost",
            share("disposed_cost", "sales").alias("waste_share"),
        )
    )


def category_daily(products_sold: DataFrame, orders: DataFrame, master: DataFrame) -> DataFrame:
    """A small category on a day: sold, ordered, sent back and thrown away."""
    product = F.broadcast(master.select("dt", "product_id", "small_category", "brand"))
    sold = (
        products_sold.join(product, ["dt", "product_id"], "left")
        .withColumn("small_category", F.coalesce("small_category", F.lit("unknown")))
        .groupBy("dt", "small_category")
        .agg(
            F.sum("units").alias("units"),
            F.sum("sales").alias("sales"),
            F.sum(F.when(F.col("brand") == "PB", F.col("sales")).otherwise(0)).alias("pb_sales"),
        )
    )
    above = F.broadcast(master.select("dt", "small_category", "large_category").distinct())
    both = sold.join(orders, ["dt", "small_category"], "full").join(above, ["dt", "small_category"], "left")
    counted = ["units", "sales", "pb_sales", "ordered", "returned", "disposed", "disposed_cost"]
    return both.fillna(0, counted).select(
        "dt",
        F.coalesce("large_category", F.lit("unknown")).alias("large_category"),
        "small_category",
        *counted,
    )


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    days = Days.of(arguments)
    args = getResolvedOptions(arguments, ["JOB_NAME", "bucket"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = session(glue_context)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)
    bucket = args["bucket"]

    def read(name: str) -> DataFrame:
        return silver(bucket, name).read(glue_context, days)

    orders = read("orders_daily_small_category").cache()
    master = raw(bucket, "product").read(glue_context, days).cache()
    made = {
        GoldTable("store_daily", ()): store_daily(read("sales_daily"), orders),
        GoldTable("category_daily", ("large_category", "small_category")): category_daily(
            read("sales_hourly_product"), orders, master
        ),
        GoldTable("hour_daily", ("hour",)): read("sales_hourly").select(
            "dt", "hour", "receipts", "units", "sales"
        ),
        GoldTable("member_daily", ("sex", "age_band")): read("sales_daily_member").select(
            "dt", "sex", "age_band", "receipts", "sales"
        ),
    }
    for table, rows in made.items():
        dated = rows.withColumn("dt", F.col("dt").cast("date"))
        # some thousand rows: worked out once, though MERGE asks twice
        table.merge(spark, bucket, dated.coalesce(1).cache(), days)
        print(f"{table.name}: {dated.count():,} rows of {days}")
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
