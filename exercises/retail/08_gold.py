"""Exercise 8: merges a kiosk's days into one Iceberg table.

Every path, the table and both days come as arguments; the check runs this script again on another kiosk's
days.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    names = ["silver_path", "table", "location", "first", "last"]
    args = getResolvedOptions(arguments, ["JOB_NAME", *names])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    spark.conf.set("spark.sql.shuffle.partitions", 2)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)
    first, last = date.fromisoformat(args["first"]), date.fromisoformat(args["last"])

    spark.sql(create_table(args["table"], args["location"]))
    # a file a day: small_category, units, sales; the folder says the day
    silver = spark.read.csv(
        args["silver_path"], header=True, schema="small_category string, units long, sales long, dt date"
    )
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    fresh = silver.where(silver["dt"].isin(days)).select("dt", "small_category", "units", "sales").cache()
    fresh.createOrReplaceTempView("fresh")
    there = [row["dt"] for row in fresh.select("dt").distinct().collect()]
    if_done(lambda: check_days(days, there))
    gone = if_done(lambda: when_gone(first, last))
    spark.sql(f"MERGE INTO {args['table']} AS old USING fresh {on_and_when()} {gone}")
    job.commit()


def if_done(part: Callable[[], str | None]) -> str:
    """What a part says; nothing while its task is still open."""
    try:
        return part() or ""
    except NotImplementedError:
        return ""


def create_table(table: str, location: str) -> str:
    """Task 8.1: the statement that makes the Iceberg table where it is not there, its files under `location`.

    Its columns: dt (a date), small_category (a text), units and sales (bigint). Partitioned by the month of
    dt.
    """
    raise NotImplementedError("Task 8.1 is still open")


def on_and_when() -> str:
    """Task 8.2: the MERGE from ON to the branches: rows that are there get the new numbers, others are added.

    The tables are called `old` and `fresh`. A row is a small category on a day.
    """
    raise NotImplementedError("Task 8.2 is still open")


def when_gone(first: date, last: date) -> str:
    """Task 8.3: one more branch: what the days from `first` to `last` do not have any more is deleted.

    All other days stay.
    """
    raise NotImplementedError("Task 8.3 is still open")


def check_days(days: list[date], there: list[date]) -> None:
    """Task 8.4: fails the job where silver has nothing of one of the `days`, before anything is changed.

    `there` are the days of which silver has rows.
    """
    raise NotImplementedError("Task 8.4 is still open")


if __name__ == "__main__":
    main(sys.argv)
