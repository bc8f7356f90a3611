"""Exercise 5: NG ratios by line, their Wilson intervals, and a p-chart by line and day."""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

Z = 1.959963984540054  # 97.5 % of a normal distribution lie below it


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    outputs = ["ng_ratio_path", "intervals_path", "p_chart_path"]
    args = getResolvedOptions(arguments, ["JOB_NAME", "judged_path", *outputs])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    judged = spark.read.parquet(args["judged_path"]).withColumn("day", F.col("day").cast("string")).cache()

    ratios = ng_ratios(judged).cache()
    ratios.coalesce(1).write.mode("overwrite").parquet(args["ng_ratio_path"])

    intervals(ratios).coalesce(1).write.mode("overwrite").parquet(args["intervals_path"])

    p_chart(judged).coalesce(1).write.mode("overwrite").parquet(args["p_chart_path"])
    job.commit()


def ng_ratios(judged: DataFrame) -> DataFrame:
    """Task 5.1: line, coils, ng, ng_ratio (0-1), a row a line. `judged` has line, day, judgement, …"""
    raise NotImplementedError("Task 5.1 is still open")


def intervals(ratios: DataFrame) -> DataFrame:
    """Task 5.2: line, wilson_low, wilson_high: the Wilson 95 % interval of each ratio. `Z` stands above."""
    raise NotImplementedError("Task 5.2 is still open")


def p_chart(judged: DataFrame) -> DataFrame:
    """Task 5.3: line, day, coils, ng, ratio, center, ucl, out_of_control, a row a line and day.

    center is all NG by all coils; ucl lies three standard errors above it, at most 1;
    out_of_control is ratio > ucl.
    """
    raise NotImplementedError("Task 5.3 is still open")


if __name__ == "__main__":
    main(sys.argv)
