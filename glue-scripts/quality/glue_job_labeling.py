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
from pyspark.sql import DataFrame, SparkSession
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
    parts = read_parquet(spark, args["features_path"], FEATURES, "quality-lab-preprocessing")
    earlier = read_earlier_rejected(spark, args["earlier_rejected_path"])
    raw_labels = read_labels(glue_context, args["database"], args["labels_table"])
    labels = with_label_reason(raw_labels, criteria).cache()
    labelled = with_label(parts, labels).cache()
    judged = judge(labelled.filter("reject_reason IS NULL"), criteria, pixel_size_mm)
    rejected = rejected_rows(labelled, with_part_reason(labels, parts, earlier)).cache()

    given = {"part": parts.count(), "label": raw_labels.count()}
    total = judged.selectExpr("count(*) AS parts", "count_if(judgement = 'NG') AS ng").first()
    reasons = count_reasons(rejected)
    lost = {record: sum(counts.values()) for record, counts in reasons.items()}
    check_account("parts", given["part"], total["parts"], lost["part"])
    check_account("labels", given["label"], total["parts"], lost["label"])
    if total["parts"] == 0:
        raise JobError(
            "No part could be judged.",
            f"Rejected for: {reasons}.",
            "Check that the labels name the parts of the inspections. The last good output is untouched.",
        )

    judged = judged.repartition("inspection_date")
    replace_outputs(
        spark,
        [
            Output(args["judged_path"], judged, total["parts"], "inspection_date"),
            Output(args["rejected_path"], rejected.coalesce(1), sum(lost.values())),
        ],
    )
    print_account(
        "labeling",
        {
            "input": given["part"],
            "accepted": total["parts"],
            "rejected": lost["part"],
            "ng": total["ng"],
            "labels": {"input": given["label"], "accepted": total["parts"], "rejected": lost["label"]},
            "rejected_by_reason": reasons,
        },
    )
    job.commit()


def read_criteria(spark: SparkSession, path: str) -> tuple[float, DataFrame]:
    """The size of a pixel in mm, and a row of limits per fault type.

    Raises `JobError` where the file is broken.
    """

    def broken(detail: str) -> JobError:
        solution = "Put glue-scripts/quality/acceptance_criteria.json there, or correct it as README says."
        return JobError(f"The acceptance criteria in {path} cannot be used.", detail, solution)

    try:
        rows = spark.read.text(path, wholetext=True).collect()
    except AnalysisException as error:
        raise broken(f"{error.getCondition() or error}.") from None
    try:
        criteria = json.loads("".join(row["value"] for row in rows))
    except ValueError as error:
        raise broken(f"It is not JSON: {error}.") from None
    entries = criteria.get("criteria") if isinstance(criteria, dict) else None
    if not isinstance(entries, list) or not entries:
        raise broken("It has no list named criteria.")
    pixel_size_mm = criteria.get("pixel_size_mm")
    if not is_positive(pixel_size_mm):
        raise broken(f"pixel_size_mm is {pixel_size_mm!r}, not a number above 0.")

    limits: dict[str, tuple] = {}
    for entry in entries:
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
    return labels.selectExpr(*(f"trim({column}) AS {column}" for column in LABEL_COLUMNS))


def with_label_reason(labels: DataFrame, criteria: DataFrame) -> DataFrame:
    """The labels with what is wrong in themselves as `reject_reason`; null for a part's one good label."""
    known = criteria.selectExpr("fault_type", "true AS known")
    missing = "coalesce(part_id, '') = '' OR coalesce(fault_type, '') = ''"
    own_reason = f"CASE WHEN {missing} THEN 'missing_cell' WHEN known IS NULL THEN 'unknown_fault_type' END"
    same_part = "PARTITION BY part_id, own_reason"
    repeated = "CASE WHEN kinds > 1 THEN 'conflicting_label' WHEN copy > 1 THEN 'duplicate_label' END"
    return (
        labels.join(F.broadcast(known), "fault_type", "left")
        .selectExpr(*LABEL_COLUMNS, f"{own_reason} AS own_reason")
        .selectExpr(
            "*",
            f"size(collect_set(fault_type) OVER ({same_part})) AS kinds",
            f"row_number() OVER ({same_part} ORDER BY inspection_date) AS copy",
        )
        .selectExpr(*LABEL_COLUMNS, f"coalesce(own_reason, {repeated}) AS reject_reason")
    )


def with_part_reason(labels: DataFrame, parts: DataFrame, earlier: DataFrame) -> DataFrame:
    """The labels, where a good one without a part gets a `reject_reason` too."""
    no_part = "if(was_rejected, 'part_rejected_earlier', 'label_without_part')"
    return (
        labels.join(parts.selectExpr("part_id", "true AS has_part"), "part_id", "left")
        .join(earlier.selectExpr("part_id", "true AS was_rejected"), "part_id", "left")
        .selectExpr(
            *LABEL_COLUMNS,
            f"coalesce(reject_reason, if(has_part IS NULL, {no_part}, NULL)) AS reject_reason",
        )
    )


def with_label(parts: DataFrame, labels: DataFrame) -> DataFrame:
    """The parts with their `fault_type`, or with a `reject_reason`."""
    by_part = labels.groupBy("part_id").agg(
        F.expr("max(if(reject_reason IS NULL, fault_type, NULL)) AS fault_type"),
        F.expr("bool_or(reject_reason = 'conflicting_label') AS conflicting"),
        F.expr("bool_or(reject_reason = 'unknown_fault_type') AS unknown"),
    )
    reason = """
        CASE WHEN fault_type IS NOT NULL THEN NULL
             WHEN conflicting THEN 'conflicting_label'
             WHEN unknown THEN 'unknown_fault_type'
             ELSE 'part_without_label' END"""
    return parts.join(by_part, "part_id", "left").selectExpr(
        *FEATURES, "fault_type", f"{reason} AS reject_reason"
    )


def judge(parts: DataFrame, criteria: DataFrame, pixel_size_mm: float) -> DataFrame:
    """The labelled parts with the limits that apply and the judgement."""
    reason = """
        CASE WHEN pixels_areas > max_area_px AND length_mm > max_length_mm THEN 'area_and_length_over_limit'
             WHEN pixels_areas > max_area_px THEN 'area_over_limit'
             WHEN length_mm > max_length_mm THEN 'length_over_limit' END"""
    features = [name for name in FEATURES if name != "inspection_date"]
    return (
        parts.join(F.broadcast(criteria), "fault_type")
        .selectExpr("*", f"greatest(roi_width, roi_height) * double('{pixel_size_mm!r}') AS length_mm")
        .selectExpr("*", f"{reason} AS ng_reason")
        .selectExpr(
            *features,
            "fault_type",
            "length_mm",
            "max_area_px",
            "max_length_mm",
            "if(ng_reason IS NULL, 'OK', 'NG') AS judgement",
            "ng_reason",
            "if(ng_reason IS NULL, NULL, severity_if_ng) AS severity",
            "inspection_date",
        )
    )


def rejected_rows(parts: DataFrame, labels: DataFrame) -> DataFrame:
    """Both kinds of rejected records in one shape."""
    detail = "if(reject_reason = 'missing_cell', 'part_id or fault_type', part_id) AS reject_detail"
    columns = ["part_id", "line", "inspection_date", "fault_type", "reject_reason", detail]
    bad_parts = parts.filter("reject_reason IS NOT NULL").selectExpr("'part' AS record", *columns)
    columns[1] = "string(NULL) AS line"
    bad_labels = labels.filter("reject_reason IS NOT NULL").selectExpr("'label' AS record", *columns)
    return bad_parts.unionByName(bad_labels).orderBy("record", "reject_reason", "part_id")


def count_reasons(rejected: DataFrame) -> dict[str, dict[str, int]]:
    """How many parts and labels were rejected, by reason."""
    counts: dict[str, dict[str, int]] = {"part": {}, "label": {}}
    rows = rejected.groupBy("record", "reject_reason").count().orderBy("record", "reject_reason").collect()
    for row in rows:
        counts[row["record"]][row["reject_reason"]] = row["count"]
    return counts


if __name__ == "__main__":
    main(sys.argv)
