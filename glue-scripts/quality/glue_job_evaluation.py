"""Job 3: NG ratios with Wilson 95 % intervals, p-chart limits and the Pareto of the faults.

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
    "line": "string",
    "inspection_date": "string",
    "steel_type": "string",
    "fault_type": "string",
    "judgement": "string",
}
DIMENSIONS = ["line", "inspection_date", "steel_type", "fault_type"]
# of a two-sided 95 % interval; the D keeps Spark from taking decimals
Z = "1.959963984540054D"


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    args = getResolvedOptions(arguments, ["JOB_NAME", "judged_path", "evaluation_path"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    use_utc(spark)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    judged = read_parquet(spark, args["judged_path"], JUDGED, "quality-lab-labeling")
    given = judged.count()
    groups = count_groups(judged).cache()
    rows = groups.collect()
    parts = sum(row["parts"] for row in rows)
    ng = sum(row["ng"] for row in rows)
    unjudged = sum(row["unjudged"] for row in rows)
    check_account("judged parts", given, parts, 0)
    if unjudged:
        raise JobError(
            "Some parts have no judgement.",
            f"{unjudged} of {parts} rows are neither OK nor NG.",
            "Run the job quality-lab-labeling again.",
        )

    chart = p_chart(groups, ng / parts)
    base = args["evaluation_path"].rstrip("/")
    cells = len({(row["line"], row["inspection_date"]) for row in rows})
    values = sum(len({row[name] for row in rows}) for name in DIMENSIONS)
    replace_outputs(
        spark,
        [
            Output(f"{base}/ng_ratio", ng_ratios(groups), 1 + values + cells),
            Output(f"{base}/p_chart", chart, cells),
            Output(f"{base}/pareto", pareto(groups, ng), len({row["fault_type"] for row in rows})),
        ],
    )
    print_account(
        "evaluation",
        {
            "input": given,
            "accepted": parts,
            "rejected": 0,
            "ng": ng,
            "ng_ratio": ng / parts,
            "out_of_control": chart.filter("out_of_control").count(),
        },
    )
    job.commit()


def count_groups(judged: DataFrame) -> DataFrame:
    """Parts and NG parts of every combination of the dimensions: all that the evaluation needs."""
    return judged.groupBy(*DIMENSIONS).agg(
        F.expr("count(*) AS parts"),
        F.expr("count_if(judgement = 'NG') AS ng"),
        F.expr("count_if(coalesce(judgement, '') NOT IN ('OK', 'NG')) AS unjudged"),
    )


def ng_ratios(groups: DataFrame) -> DataFrame:
    """The NG ratio and its interval for every value of every dimension."""
    counts = groups.sparkSession.sql(
        """
        SELECT grouping_id(line, inspection_date, steel_type, fault_type) AS rolled_up,
               line, inspection_date, steel_type, fault_type, sum(parts) AS parts, sum(ng) AS ng
        FROM {groups}
        GROUP BY GROUPING SETS (
            (), (line), (inspection_date), (steel_type), (fault_type), (line, inspection_date))
        """,
        groups=groups,
    )
    # a bit of grouping_id is 1 where its column is rolled up, and so null
    dimension = """
        CASE rolled_up WHEN 15 THEN 'overall' WHEN 7 THEN 'line' WHEN 11 THEN 'inspection_date'
                       WHEN 13 THEN 'steel_type' WHEN 14 THEN 'fault_type'
                       WHEN 3 THEN 'line_inspection_date' END"""
    scale = f"(1 + {Z} * {Z} / parts)"
    middle = f"(p + {Z} * {Z} / (2 * parts)) / {scale}"
    half = f"{Z} * sqrt(p * (1 - p) / parts + {Z} * {Z} / (4 * parts * parts)) / {scale}"
    return (
        counts.selectExpr(
            f"{dimension} AS dimension",
            "coalesce(line, inspection_date, steel_type, fault_type, 'all') AS value_1",
            "if(line IS NULL, NULL, inspection_date) AS value_2",
            "parts",
            "ng",
            "ng / parts AS p",
        )
        .selectExpr("*", f"{middle} AS middle", f"{half} AS half")
        .selectExpr(
            "dimension",
            "value_1",
            "value_2",
            "parts",
            "ng",
            "p AS ng_ratio",
            "greatest(0D, middle - half) AS wilson_low",
            "least(1D, middle + half) AS wilson_high",
        )
        .orderBy("dimension", "value_1", "value_2")
        .coalesce(1)
    )


def p_chart(groups: DataFrame, center_line: float) -> DataFrame:
    """Each line's NG ratio a day against limits three standard deviations from the overall ratio."""
    return (
        groups.groupBy("line", "inspection_date")
        .agg(F.sum("parts").alias("n"), F.sum("ng").alias("ng"))
        .selectExpr("*", "ng / n AS p", f"double('{center_line!r}') AS center_line")
        .selectExpr("*", "3 * sqrt(center_line * (1 - center_line) / n) AS spread")
        .selectExpr(
            "line",
            "inspection_date",
            "n",
            "ng",
            "p",
            "center_line",
            "least(1D, center_line + spread) AS ucl",
            "greatest(0D, center_line - spread) AS lcl",
        )
        .selectExpr("*", "p > ucl OR p < lcl AS out_of_control")
        .orderBy("line", "inspection_date")
        .coalesce(1)
    )


def pareto(groups: DataFrame, all_ng: int) -> DataFrame:
    """The fault types by their number of NG parts, with the share of all NG parts up to each."""
    return (
        groups.groupBy("fault_type")
        .agg(F.sum("ng").alias("ng"))
        .selectExpr("*", "row_number() OVER (ORDER BY ng DESC, fault_type) AS rank")
        .selectExpr(
            "rank",
            "fault_type",
            "ng",
            f"ng / {max(all_ng, 1)} AS share",
            f"sum(ng) OVER (ORDER BY rank) / {max(all_ng, 1)} AS cumulative_share",
        )
        .orderBy("rank")
        .coalesce(1)
    )


if __name__ == "__main__":
    main(sys.argv)
