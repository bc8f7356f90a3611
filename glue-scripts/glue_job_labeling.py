"""Job 2: joins the labels, applies the acceptance criteria and judges every part OK or NG.

Arguments, schemas and reasons: README.md beside this file.
"""

import json
import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from quality_lab import (
    JobError,
    Output,
    check_account,
    check_columns,
    print_account,
    read_parquet,
    replace_outputs,
    use_utc,
)

VECTOR = [
    "minimum_of_luminosity_norm",
    "maximum_of_luminosity_norm",
    "edges_index_norm",
    "empty_index_norm",
    "square_index_norm",
    "outside_x_index_norm",
    "edges_x_index_norm",
    "edges_y_index_norm",
    "outside_global_index_norm",
    "log_of_areas_norm",
    "log_x_index_norm",
    "log_y_index_norm",
    "orientation_index_norm",
    "luminosity_index_norm",
    "sigmoid_of_areas_norm",
]
FEATURES = {
    "part_id": "string",
    "line": "string",
    "inspected_at": "timestamp",
    "steel_type": "string",
    "thickness_mm": "double",
    "pixels_areas": "bigint",
    "roi_x": "bigint",
    "roi_y": "bigint",
    "roi_width": "bigint",
    "roi_height": "bigint",
    "roi_area": "bigint",
    "roi_aspect": "double",
    **dict.fromkeys(VECTOR, "double"),
    "inspection_date": "string",
}
LABEL_COLUMNS = ["part_id", "fault_type", "inspection_date"]
SEVERITIES = ("minor", "major", "critical")
REJECTED_COLUMNS = [
    "record",
    "part_id",
    "line",
    "inspection_date",
    "fault_type",
    "reject_reason",
    "reject_detail",
]


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    names = ["database", "labels_table", "features_path", "earlier_rejected_path", "criteria_path"]
    args = getResolvedOptions(arguments, ["JOB_NAME", *names, "judged_path", "rejected_path"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    use_utc(spark)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    pixel_size_mm, criteria = read_criteria(spark, args["criteria_path"])
    parts = read_parquet(spark, args["features_path"], FEATURES, "quality-lab-preprocessing").cache()
    earlier = read_earlier_rejected(spark, args["earlier_rejected_path"])
    labels = with_label_reason(
        read_labels(glue_context, args["database"], args["labels_table"]), criteria
    ).cache()
    checked_labels = with_part_reason(labels, parts, earlier).cache()
    checked_parts = with_label(parts, labels).cache()
    judged = judge(checked_parts.filter(F.col("reject_reason").isNull()), criteria, pixel_size_mm).cache()

    part_reasons = count_reasons(checked_parts)
    label_reasons = count_reasons(checked_labels)
    judged_parts = judged.count()
    rejected_parts = sum(part_reasons.values())
    rejected_labels = sum(label_reasons.values())
    given_parts = parts.count()
    given_labels = labels.count()
    check_account("parts", given_parts, judged_parts, rejected_parts)
    check_account("labels", given_labels, judged_parts, rejected_labels)
    if judged_parts == 0:
        raise JobError(
            "No part could be judged.",
            f"Parts were rejected for: {part_reasons}; labels for: {label_reasons}.",
            "Check that the labels name the parts of the inspections. The last good output is untouched.",
        )

    rejected = rejected_rows(checked_parts, checked_labels)
    replace_outputs(
        spark,
        [
            Output(
                args["judged_path"], judged.repartition("inspection_date"), judged_parts, "inspection_date"
            ),
            Output(args["rejected_path"], rejected, rejected_parts + rejected_labels),
        ],
    )
    print_account(
        "labeling",
        {
            "input": given_parts,
            "accepted": judged_parts,
            "rejected": rejected_parts,
            "ng": judged.filter(F.col("judgement") == "NG").count(),
            "labels": {"input": given_labels, "accepted": judged_parts, "rejected": rejected_labels},
            "rejected_by_reason": {"part": part_reasons, "label": label_reasons},
        },
    )
    job.commit()


def read_criteria(spark: SparkSession, path: str) -> tuple[float, DataFrame]:
    """The size of a pixel in mm, and a row of limits per fault type. Raises `JobError` where the file is broken."""

    def broken(detail: str) -> JobError:
        solution = (
            "Put the acceptance_criteria.json of glue-scripts/ there, or correct it as README.md describes."
        )
        return JobError(f"The acceptance criteria in {path} cannot be used.", detail, solution)

    try:
        rows = spark.read.text(path, wholetext=True).collect()
    except AnalysisException as error:
        raise broken(f"{error.getCondition() or error}.") from None
    try:
        criteria = json.loads("".join(row["value"] for row in rows))
    except ValueError as error:
        raise broken(f"It is not JSON: {error}.") from None
    if (
        not isinstance(criteria, dict)
        or not isinstance(criteria.get("criteria"), list)
        or not criteria["criteria"]
    ):
        raise broken("It has no list named criteria.")
    pixel_size_mm = criteria.get("pixel_size_mm")
    if not is_positive(pixel_size_mm):
        raise broken(f"pixel_size_mm is {pixel_size_mm!r}, not a number above 0.")

    limits: dict[str, tuple] = {}
    for entry in criteria["criteria"]:
        name = entry.get("fault_type") if isinstance(entry, dict) else None
        if not isinstance(name, str) or name == "" or name in limits:
            raise broken(f"Every entry needs a fault_type of its own: {entry!r}.")
        for limit in ("max_area_px", "max_length_mm"):
            if not is_positive(entry.get(limit)):
                raise broken(f"{limit} of {name} is {entry.get(limit)!r}, not a number above 0.")
        if entry.get("severity") not in SEVERITIES:
            raise broken(
                f"The severity of {name} is {entry.get('severity')!r}, not one of {', '.join(SEVERITIES)}."
            )
        limits[name] = (name, float(entry["max_area_px"]), float(entry["max_length_mm"]), entry["severity"])
    schema = "fault_type string, max_area_px double, max_length_mm double, severity_if_ng string"
    return float(pixel_size_mm), spark.createDataFrame(list(limits.values()), schema)


def is_positive(value: object) -> bool:
    """Whether a value of a JSON file is a number above 0."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")


def read_earlier_rejected(spark: SparkSession, path: str) -> DataFrame:
    """The parts that preprocessing rejected (none is fine)."""
    try:
        rows = spark.read.parquet(path)
    except AnalysisException as error:
        raise JobError(
            f"There is no input under {path}.",
            f"{error.getCondition() or error}.",
            "Run the job quality-lab-preprocessing first, and let it end well.",
        ) from None
    check_columns(rows, path, ["part_id"], "Run the job quality-lab-preprocessing again.")
    return rows.select("part_id").distinct()


def read_labels(glue_context: GlueContext, database: str, table: str) -> DataFrame:
    """The labels as text. Raises `JobError` where the table is unfit."""
    name = f"{database}.{table}"
    labels = glue_context.create_dynamic_frame.from_catalog(
        database=database, table_name=table, transformation_ctx="raw_labels"
    ).toDF()
    solution = "Check the label files, run the crawler again, and compare the table's columns with README.md."
    if labels.isEmpty():
        raise JobError("The input is empty.", f"The table {name} has no rows.", solution)
    check_columns(labels, f"the table {name}", LABEL_COLUMNS, solution)
    found = dict(labels.dtypes)
    wrong = [
        f"{column} is {found[column]}, not string" for column in LABEL_COLUMNS if found[column] != "string"
    ]
    if wrong:
        raise JobError(f"Columns of the table {name} have the wrong type.", "; ".join(wrong) + ".", solution)
    return labels.select(*(F.trim(column).alias(column) for column in LABEL_COLUMNS))


def with_label_reason(labels: DataFrame, criteria: DataFrame) -> DataFrame:
    """The labels with what is wrong in themselves as `reject_reason`; null for the one good label of a part."""
    known = criteria.select("fault_type", F.lit(True).alias("known"))
    missing = (F.coalesce("part_id", F.lit("")) == "") | (F.coalesce("fault_type", F.lit("")) == "")
    frame = labels.join(F.broadcast(known), "fault_type", "left").withColumn(
        "first_reason",
        F.when(missing, "missing_cell").when(F.col("known").isNull(), "unknown_fault_type"),
    )
    same_part = Window.partitionBy("part_id", "first_reason")
    return (
        frame.withColumn("kinds", F.size(F.collect_set("fault_type").over(same_part)))
        .withColumn("copy", F.row_number().over(same_part.orderBy("inspection_date")))
        .withColumn(
            "reject_reason",
            F.coalesce(
                "first_reason",
                F.when(F.col("kinds") > 1, "conflicting_label"),
                F.when(F.col("copy") > 1, "duplicate_label"),
            ),
        )
        .select(*LABEL_COLUMNS, "reject_reason")
    )


def with_part_reason(labels: DataFrame, parts: DataFrame, earlier: DataFrame) -> DataFrame:
    """The labels, where a good one without a part gets a `reject_reason` too."""
    part_ids = parts.select("part_id", F.lit(True).alias("has_part"))
    earlier_ids = earlier.select("part_id", F.lit(True).alias("was_rejected"))
    return (
        labels.join(part_ids, "part_id", "left")
        .join(earlier_ids, "part_id", "left")
        .withColumn(
            "reject_reason",
            F.coalesce(
                "reject_reason",
                F.when(
                    F.col("has_part").isNull(),
                    F.when(F.col("was_rejected"), "part_rejected_earlier").otherwise("label_without_part"),
                ),
            ),
        )
        .select(*LABEL_COLUMNS, "reject_reason")
    )


def with_label(parts: DataFrame, labels: DataFrame) -> DataFrame:
    """The parts with their `fault_type`, or with a `reject_reason`."""

    def has(reason: str):
        return F.max(F.when(F.col("reject_reason") == reason, True))

    by_part = labels.groupBy("part_id").agg(
        F.max(F.when(F.col("reject_reason").isNull(), F.col("fault_type"))).alias("fault_type"),
        has("conflicting_label").alias("conflicting"),
        has("unknown_fault_type").alias("unknown"),
    )
    return parts.join(by_part, "part_id", "left").withColumn(
        "reject_reason",
        F.when(
            F.col("fault_type").isNull(),
            F.when(F.col("conflicting"), "conflicting_label")
            .when(F.col("unknown"), "unknown_fault_type")
            .otherwise("part_without_label"),
        ),
    )


def judge(parts: DataFrame, criteria: DataFrame, pixel_size_mm: float) -> DataFrame:
    """The labelled parts with the limits that apply and the judgement."""
    too_large = F.col("pixels_areas") > F.col("max_area_px")
    too_long = F.col("length_mm") > F.col("max_length_mm")
    return (
        parts.withColumn("length_mm", F.greatest("roi_width", "roi_height") * F.lit(pixel_size_mm))
        .join(F.broadcast(criteria), "fault_type")
        .withColumn(
            "ng_reason",
            F.when(too_large & too_long, "area_and_length_over_limit")
            .when(too_large, "area_over_limit")
            .when(too_long, "length_over_limit"),
        )
        .withColumn("judgement", F.when(F.col("ng_reason").isNull(), "OK").otherwise("NG"))
        .withColumn("severity", F.when(F.col("ng_reason").isNotNull(), F.col("severity_if_ng")))
        .select(
            *(name for name in FEATURES if name != "inspection_date"),
            "fault_type",
            "length_mm",
            "max_area_px",
            "max_length_mm",
            "judgement",
            "ng_reason",
            "severity",
            "inspection_date",
        )
    )


def count_reasons(checked: DataFrame) -> dict[str, int]:
    """How many rows were rejected, by reason."""
    rejected = checked.filter(F.col("reject_reason").isNotNull())
    rows = rejected.groupBy("reject_reason").count().orderBy("reject_reason").collect()
    return {row["reject_reason"]: row["count"] for row in rows}


def rejected_rows(parts: DataFrame, labels: DataFrame) -> DataFrame:
    """Both kinds of rejected records in one shape."""
    detail = F.when(F.col("reject_reason") == "missing_cell", "part_id or fault_type").otherwise(
        F.col("part_id")
    )
    bad_parts = parts.withColumn("record", F.lit("part"))
    bad_labels = labels.withColumn("record", F.lit("label")).withColumn("line", F.lit(None).cast("string"))
    both = bad_parts.withColumn("reject_detail", detail).select(*REJECTED_COLUMNS)
    both = both.unionByName(bad_labels.withColumn("reject_detail", detail).select(*REJECTED_COLUMNS))
    return (
        both.filter(F.col("reject_reason").isNotNull())
        .orderBy("record", "reject_reason", "part_id")
        .coalesce(1)
    )


if __name__ == "__main__":
    main(sys.argv)
