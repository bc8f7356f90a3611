"""Job 4: writes the report for Athena: a row per judged part, with the NG ratio of its line and date.

Arguments and schemas: README.md beside this file.
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from quality_lab import (
    JobError,
    Output,
    check_account,
    print_account,
    read_parquet,
    replace_outputs,
    use_utc,
)

JUDGED = {
    "part_id": "string",
    "inspected_at": "timestamp",
    "inspection_date": "string",
    "line": "string",
    "steel_type": "string",
    "thickness_mm": "double",
    "fault_type": "string",
    "judgement": "string",
    "ng_reason": "string",
    "severity": "string",
    "pixels_areas": "bigint",
    "length_mm": "double",
    "roi_x": "bigint",
    "roi_y": "bigint",
    "roi_width": "bigint",
    "roi_height": "bigint",
    "roi_area": "bigint",
    "roi_aspect": "double",
    "log_of_areas_norm": "double",
    "luminosity_index_norm": "double",
    "edges_index_norm": "double",
    "empty_index_norm": "double",
    "square_index_norm": "double",
    "orientation_index_norm": "double",
}
P_CHART = {
    "line": "string",
    "inspection_date": "string",
    "n": "bigint",
    "ng": "bigint",
    "p": "double",
    "out_of_control": "boolean",
}


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    args = getResolvedOptions(arguments, ["JOB_NAME", "judged_path", "evaluation_path", "report_path"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    use_utc(spark)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    judged = read_parquet(spark, args["judged_path"], JUDGED, "quality-lab-labeling").cache()
    chart_path = f"{args['evaluation_path'].rstrip('/')}/p_chart"
    chart = read_parquet(spark, chart_path, P_CHART, "quality-lab-evaluation").cache()
    check_same_parts(judged, chart)
    given = judged.count()
    rows = report(judged, chart).cache()
    check_account("judged parts", given, rows.count(), 0)
    replace_outputs(spark, [Output(args["report_path"], rows, given)])
    counts = {"input": given, "accepted": given, "rejected": 0, "report_path": args["report_path"]}
    print_account("upload", counts)
    job.commit()


def check_same_parts(judged: DataFrame, chart: DataFrame) -> None:
    """Raises `JobError` where the evaluation was made from other parts than the judged ones."""
    now = judged.groupBy("line", "inspection_date").agg(
        F.count("*").alias("n"), F.count(F.when(F.col("judgement") == "NG", 1)).alias("ng")
    )
    evaluated = chart.select("line", "inspection_date", "n", "ng")
    different = now.exceptAll(evaluated).unionByName(evaluated.exceptAll(now))
    first = different.first()
    if first is not None:
        raise JobError(
            "The evaluation does not fit the judged parts.",
            f"For example line {first['line']} on {first['inspection_date']} differs.",
            "Run the job quality-lab-evaluation again, then this one.",
        )


def report(judged: DataFrame, chart: DataFrame) -> DataFrame:
    """The judged parts with the figures of their line and date, in the order of time."""
    figures = chart.select(
        "line",
        "inspection_date",
        F.col("n").alias("line_date_parts"),
        F.col("ng").alias("line_date_ng"),
        F.col("p").alias("line_date_ng_ratio"),
        F.col("out_of_control").alias("line_date_out_of_control"),
    )
    figure_names = [name for name in figures.columns if name.startswith("line_date_")]
    return (
        judged.join(F.broadcast(figures), ["line", "inspection_date"])
        .withColumn("inspection_date", F.col("inspection_date").cast("date"))
        .select(*JUDGED, *figure_names)
        .repartition(1)
        .sortWithinPartitions("inspected_at", "part_id")
    )


if __name__ == "__main__":
    main(sys.argv)
