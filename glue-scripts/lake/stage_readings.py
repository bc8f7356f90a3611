"""Stages the readings of the plants' machines: real cycles of NASA's engines, dealt out to machines and days.

Arguments: `--source_path` (train_FD001.txt.gz), `--readings_path`, `--rows` (how many readings), `--seed`.
The rules stand in datasets/lake/README.md.
"""

import hashlib
import sys
from datetime import date, timedelta

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

PLANTS = ["HUA", "TPE", "TXG", "KHH", "LAE", "CHX", "PUY", "ULS", "ANC", "HOU"]
MACHINES = [f"{plant}-{number}" for plant in PLANTS for number in (1, 2, 3, 4)]
FIRST_DAY = date(2017, 11, 1)
DAYS = [FIRST_DAY + timedelta(days=number) for number in range(120)]
ENGINES = 100
MEASURED = [f"setting_{number}" for number in (1, 2, 3)] + [f"sensor_{number:02}" for number in range(1, 22)]
# holds the readings of about ten days in a file, whatever their number
FILES = 12


def weight(plant: str, day: date) -> float:
    """How busy a machine of a plant is on a day, against a usual weekday."""
    busy = 0.5 if day.isoweekday() >= 6 else 1.0
    if day in (date(2017, 12, 25), date(2018, 1, 1)):
        busy *= 0.2
    if plant == "HUA":
        busy *= {date(2018, 2, 7): 0.0, date(2018, 2, 8): 0.3}.get(day, 1.0)
    if plant == "HOU" and day in (date(2018, 1, 16), date(2018, 1, 17)):
        busy *= 0.25
    if plant == "ULS":
        busy *= 0.6 + 0.8 * (day - FIRST_DAY).days / (len(DAYS) - 1)
    return busy


def calendar(rows: int) -> list[tuple[str, str, date, int, int]]:
    """Deals the readings out: by machine and day (plant, machine, day, readings before, of that day)."""
    weights = [
        (machine, day, weight(machine.split("-", maxsplit=1)[0], day)) for machine in MACHINES for day in DAYS
    ]
    total = sum(busy for *_, busy in weights)
    dealt, so_far, result = 0, 0.0, []
    before = dict.fromkeys(MACHINES, 0)
    for number, (machine, day, busy) in enumerate(weights, start=1):
        so_far += busy
        upto = rows if number == len(weights) else int(rows * so_far / total)
        result.append((machine.split("-", maxsplit=1)[0], machine, day, before[machine], upto - dealt))
        before[machine] += upto - dealt
        dealt = upto
    return result


def first_engine(seed: int, machine: str) -> int:
    """The engine that a machine begins with, from 1."""
    digest = hashlib.md5(f"{seed}:{machine}".encode(), usedforsecurity=False).hexdigest()
    return int(digest[:8], 16) % ENGINES + 1


def read_source(spark: SparkSession, path: str) -> DataFrame:
    """The cycles of all engines in the source's order, numbered from 0. What was measured stays text."""
    parts = F.split(F.trim("value"), " +")
    numbered = spark.read.text(path).coalesce(1).withColumn("at", F.monotonically_increasing_id())
    return numbered.select(
        "at",
        parts[0].cast("int").alias("engine"),
        parts[1].cast("int").alias("cycle"),
        *(parts[index].alias(name) for index, name in enumerate(MEASURED, start=2)),
    ).cache()


def stage(spark: SparkSession, source: DataFrame, rows: int, seed: int) -> DataFrame:
    """The readings, a row each."""
    cycles = source.count()
    first_cycles = dict(source.groupBy("engine").agg(F.min("at")).collect())
    starts = [
        (machine, engine, int(first_cycles[engine]))
        for machine, engine in ((machine, first_engine(seed, machine)) for machine in MACHINES)
    ]
    days = spark.createDataFrame(
        calendar(rows), "plant string, machine string, day date, before long, n long"
    )
    begins = spark.createDataFrame(starts, "machine string, start_engine int, start_at long")
    # dealt out to the files here, where a row is a machine's day: later it would move a million wide rows
    days = days.where("n > 0").repartitionByRange(FILES, "day")
    run = F.col("start_at") + F.col("before") + F.col("k")
    dealt = (
        days.join(F.broadcast(begins), "machine")
        .withColumn("k", F.explode(F.sequence(F.lit(0).cast("long"), F.col("n") - 1)))
        .withColumn("at", run % cycles)
        .withColumn("round", F.floor(run / cycles))
        .withColumn("second", F.floor((F.col("k") + 0.5) * 86_400 / F.col("n")).cast("long"))
    )
    return dealt.join(F.broadcast(source), "at").select(
        F.timestamp_seconds(F.unix_timestamp(F.col("day").cast("timestamp")) + F.col("second")).alias(
            "reading_at"
        ),
        "plant",
        "machine",
        (F.col("round") * ENGINES + F.col("engine") - F.col("start_engine") + 1).cast("int").alias("life"),
        "cycle",
        *MEASURED,
    )


def main(arguments: list[str]) -> None:
    """Writes the readings as CSV, in the order of time, and prints what it wrote."""
    args = getResolvedOptions(arguments, ["JOB_NAME", "source_path", "readings_path", "rows", "seed"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)
    readings = stage(spark, read_source(spark, args["source_path"]), int(args["rows"]), int(args["seed"]))
    glue_context.purge_s3_path(args["readings_path"], {"retentionPeriod": 0})
    (
        readings.sortWithinPartitions("reading_at", "machine")
        .write.mode("overwrite")
        .option("header", True)
        .option("timestampFormat", "yyyy-MM-dd HH:mm:ss")
        .csv(args["readings_path"])
    )
    print(f"staged {int(args['rows']):,} readings of {len(MACHINES)} machines in {len(DAYS)} days")
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
