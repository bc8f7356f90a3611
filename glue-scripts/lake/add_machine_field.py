"""Partitions an Iceberg table of readings by machine as well, from now on, and adds a day's readings to it.

Arguments: `--table` (`glue_catalog.<database>.<table>`), `--readings_path` (the readings as Parquet),
`--plant`, `--day` (such as 2018-02-14). The job needs `--datalake-formats iceberg` and a `--conf` that names
the catalog. Files that lie there already stay as they are: a spec holds for what is written after it.
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import functions as F


def main(arguments: list[str]) -> None:
    """Changes the spec where that is not done yet, appends the day, and prints what Spark then sees."""
    args = getResolvedOptions(arguments, ["JOB_NAME", "table", "readings_path", "plant", "day"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)
    table = args["table"]
    if "machine" not in spark.table(f"{table}.files").schema["partition"].dataType.fieldNames():
        spark.sql(f"ALTER TABLE {table} ADD PARTITION FIELD machine")
    of_day = (F.col("plant") == args["plant"]) & (F.to_date("reading_at") == F.lit(args["day"]).cast("date"))
    # Athena's timestamp of an Iceberg table has no time zone
    readings = spark.read.parquet(args["readings_path"]).where(of_day)
    readings.select(
        F.col("reading_at").cast("timestamp_ntz").alias("reading_at"),
        "machine",
        "cycle",
        F.col("sensor_04").alias("temperature"),
    ).writeTo(table).append()
    print(f"Spark sees {spark.table(table).count():,} readings")
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
