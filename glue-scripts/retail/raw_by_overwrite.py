"""The dangerous way, for the lesson: a day written with `mode("overwrite")`, as Spark has it by default.

Arguments: `--day_path` (the Parquet files of one day), `--dt`, `--path`. The last line that it prints is what
lies there afterwards: a JSON object of lines by day.
"""

import json
import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import functions as F


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    args = getResolvedOptions(arguments, ["JOB_NAME", "day_path", "dt", "path"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)
    rows = spark.read.parquet(args["day_path"]).withColumn("dt", F.lit(args["dt"]))
    rows.write.mode("overwrite").partitionBy("dt").parquet(args["path"])
    lying = spark.read.parquet(args["path"])
    print(json.dumps({str(day): count for day, count in lying.groupBy("dt").count().collect()}))
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
