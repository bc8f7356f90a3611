"""Job 3: NG ratios with Wilson 95 % intervals, p-chart limits and the Pareto of the faults.

Arguments and schemas: README.md beside this file.
"""

import sys
from functools import reduce

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import Column, DataFrame, Window
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
    "line": "string",
    "inspection_date": "string",
    "steel_type": "string",
    "fault_type": "string",
    "judgement": "string",
}
DIMENSIONS = {
    "overall": [],
    "line": ["line"],
    "inspection_date": ["inspection_date"],
    "steel_type": ["steel_type"],
    "fault_type": ["fault_type"],
    "line_inspection_date": ["line", "inspection_date"],
}
Z = 1.959963984540054


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    args = getResolvedOptions(arguments, ["JOB_NAME", "judged_path", "evaluation_path"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    use_utc(spark)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    judged = read_parquet(spark, args["judged_path"], JUDGED, "quality-lab-labeling")
    check_judgements(judged)
    groups = judged.groupBy("line", "inspection_date", "steel_type", "fault_type").agg(
        F.count("*").alias("parts"), F.count(F.when(F.col("judgement") == "NG", 1)).alias("ng")
    )
    groups = groups.cache()
    given = judged.count()
    total = groups.agg(F.sum("parts").alias("parts"), F.sum("ng").alias("ng")).first()
    check_account("judged parts", given, total["parts"], 0)

    ratios = ng_ratios(groups).cache()
    chart = p_chart(groups, total["ng"] / total["parts"]).cache()
    faults = pareto(groups, total["ng"]).cache()
    base = args["evaluation_path"].rstrip("/")
    replace_outputs(
        spark,
        [
            Output(f"{base}/ng_ratio", ratios, ratios.count()),
            Output(f"{base}/p_chart", chart, chart.count()),
            Output(f"{base}/pareto", faults, faults.count()),
        ],
    )
    print_account(
        "evaluation",
        {
            "input": given,
            "accepted": total["parts"],
            "rejected": 0,
            "ng": total["ng"],
            "ng_ratio": total["ng"] / total["parts"],
            "out_of_control": chart.filter("out_of_control").count(),
        },
    )
    job.commit()


def check_judgements(judged: DataFrame) -> None:
    """Raises `JobError` where a part is neither OK nor NG."""
    other = judged.filter(~F.coalesce("judgement", F.lit("")).isin("OK", "NG")).count()
    if other:
        raise JobError(
            "Some parts have no judgement.",
            f"{other} rows are neither OK nor NG.",
            "Run the job quality-lab-labeling again.",
        )


def ng_ratios(groups: DataFrame) -> DataFrame:
    """The NG ratio and its interval for every value of every dimension."""
    frames = [by_dimension(groups, name, columns) for name, columns in DIMENSIONS.items()]
    return reduce(DataFrame.unionByName, frames).orderBy("dimension", "value_1", "value_2").coalesce(1)


def by_dimension(groups: DataFrame, dimension: str, columns: list[str]) -> DataFrame:
    """A row per value of one dimension."""
    values = [F.col(column) for column in columns] or [F.lit("all")]
    values.append(F.lit(None).cast("string"))
    parts, ng = F.col("parts"), F.col("ng")
    low, high = wilson(ng, parts)
    return (
        groups.groupBy(*columns)
        .agg(F.sum("parts").alias("parts"), F.sum("ng").alias("ng"))
        .select(
            F.lit(dimension).alias("dimension"),
            values[0].alias("value_1"),
            values[1].alias("value_2"),
            "parts",
            "ng",
            (ng / parts).alias("ng_ratio"),
            low.alias("wilson_low"),
            high.alias("wilson_high"),
        )
    )


def wilson(ng: Column, parts: Column) -> tuple[Column, Column]:
    """Wilson's 95 % interval of the ratio ng ÷ parts."""
    p = ng / parts
    middle = (p + Z**2 / (2 * parts)) / (1 + Z**2 / parts)
    half = Z / (1 + Z**2 / parts) * F.sqrt(p * (1 - p) / parts + Z**2 / (4 * parts * parts))
    return F.greatest(F.lit(0.0), middle - half), F.least(F.lit(1.0), middle + half)


def p_chart(groups: DataFrame, center_line: float) -> DataFrame:
    """Each line's NG ratio a day against limits three standard deviations from the overall ratio."""
    spread = 3 * F.sqrt(F.lit(center_line * (1 - center_line)) / F.col("n"))
    return (
        groups.groupBy("line", "inspection_date")
        .agg(F.sum("parts").alias("n"), F.sum("ng").alias("ng"))
        .withColumn("p", F.col("ng") / F.col("n"))
        .withColumn("center_line", F.lit(center_line))
        .withColumn("ucl", F.least(F.lit(1.0), F.col("center_line") + spread))
        .withColumn("lcl", F.greatest(F.lit(0.0), F.col("center_line") - spread))
        .withColumn("out_of_control", (F.col("p") > F.col("ucl")) | (F.col("p") < F.col("lcl")))
        .orderBy("line", "inspection_date")
        .coalesce(1)
    )


def pareto(groups: DataFrame, all_ng: int) -> DataFrame:
    """The fault types by their number of NG parts, with the share of all NG parts up to each."""
    order = Window.orderBy(F.desc("ng"), "fault_type")
    shares = F.lit(max(all_ng, 1))
    return (
        groups.groupBy("fault_type")
        .agg(F.sum("ng").alias("ng"))
        .select(
            F.row_number().over(order).alias("rank"),
            "fault_type",
            "ng",
            (F.col("ng") / shares).alias("share"),
            (F.sum("ng").over(order) / shares).alias("cumulative_share"),
        )
        .orderBy("rank")
        .coalesce(1)
    )


if __name__ == "__main__":
    main(sys.argv)
