"""Job 1: rejects bad inspections with a reason, normalises the quality vector, cuts out the ROI.

Arguments, schemas and reasons: README.md beside this file.
"""

import sys
from collections.abc import Iterable

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F
from quality_lab import (
    JobError,
    Output,
    check_account,
    check_columns,
    print_account,
    replace_outputs,
    use_utc,
)

STEEL_COLUMNS = ["type_of_steel_a300", "type_of_steel_a400"]
TEXT_COLUMNS = ["part_id", "line", "inspected_at"]
WHOLE_COLUMNS = [
    "x_minimum",
    "x_maximum",
    "y_minimum",
    "y_maximum",
    "pixels_areas",
    "x_perimeter",
    "y_perimeter",
    "sum_of_luminosity",
    "minimum_of_luminosity",
    "maximum_of_luminosity",
    "length_of_conveyer",
    *STEEL_COLUMNS,
]
INDEX_COLUMNS = [
    "edges_index",
    "empty_index",
    "square_index",
    "outside_x_index",
    "edges_x_index",
    "edges_y_index",
    "outside_global_index",
    "log_of_areas",
    "log_x_index",
    "log_y_index",
    "orientation_index",
    "luminosity_index",
    "sigmoid_of_areas",
]
NUMBER_COLUMNS = [*WHOLE_COLUMNS, "steel_plate_thickness", *INDEX_COLUMNS]
RAW_COLUMNS = [*TEXT_COLUMNS, *NUMBER_COLUMNS, "inspection_date"]
VECTOR = ["minimum_of_luminosity", "maximum_of_luminosity", *INDEX_COLUMNS]

NUMBER = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$"
UNIT = "[ ]*mm$"
TIMESTAMP = "yyyy-MM-dd HH:mm:ss"
UNREADABLE_TYPES = ("boolean", "binary", "array", "map")
CHECK_CRAWLER = "Check the raw files, run the crawler again, and compare the table's columns with README.md."


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    args = getResolvedOptions(arguments, ["JOB_NAME", "database", "table", "features_path", "rejected_path"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    use_utc(spark)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    raw = read_raw(glue_context, args["database"], args["table"])
    given = raw.count()
    if given == 0:
        raise JobError(
            "The input is empty.",
            f"The table {args['database']}.{args['table']} has no rows.",
            "Upload the raw files, then run the crawler.",
        )
    checked = with_reason(raw).cache()
    by_reason = {row["reject_reason"]: row for row in summary(checked).collect()}
    good = by_reason.pop(None, None)
    reasons = {reason: row["parts"] for reason, row in by_reason.items()}
    accepted = good["parts"] if good else 0
    rejected = sum(reasons.values())
    check_account("inspections", given, accepted, rejected)
    if good is None:
        raise JobError(
            "No inspection could be accepted.",
            f"{rejected} rows, rejected for: {reasons}.",
            "Check the raw files against README.md. The last good output is untouched.",
        )

    replace_outputs(
        spark,
        [
            Output(args["features_path"], features(checked, good), accepted, "inspection_date"),
            Output(args["rejected_path"], rejected_rows(checked), rejected),
        ],
    )
    counts = {"input": given, "accepted": accepted, "rejected": rejected, "repaired": good["repaired"]}
    print_account("preprocessing", {**counts, "rejected_by_reason": reasons})
    job.commit()


def read_raw(glue_context: GlueContext, database: str, table: str) -> DataFrame:
    """Every raw column as text, as the catalog's table has it. Raises `JobError` where the table is unfit."""
    name = f"{database}.{table}"
    frame = glue_context.create_dynamic_frame.from_catalog(
        database=database, table_name=table, transformation_ctx="raw_inspections"
    )
    found = frame.toDF()
    if not found.columns:
        # Glue gives a frame without columns where a table has no rows
        return found
    check_columns(found, f"the table {name}", RAW_COLUMNS, CHECK_CRAWLER)
    wrong = [f"{column} is {type_}" for column, type_ in found.dtypes if type_.startswith(UNREADABLE_TYPES)]
    if wrong:
        raise JobError(
            f"Columns of the table {name} have the wrong type.",
            f"{'; '.join(wrong)}; text, a number or a timestamp was expected.",
            CHECK_CRAWLER,
        )
    # a crawler's guess may change (one stray unit makes a column a string): text is always safe
    as_text = frame.resolveChoice(specs=[(column, "cast:string") for column in RAW_COLUMNS])
    return as_text.toDF().selectExpr(*(f"trim({column}) AS {column}" for column in RAW_COLUMNS))


def number(column: str) -> str:
    """SQL for the text of a column as a double; null where it is none. `80 mm` of thickness counts as 80."""
    text = f"regexp_replace({column}, '{UNIT}', '')" if column == "steel_plate_thickness" else column
    parsed = f"try_cast({text} AS double)"
    fits = f"{parsed} % 1 = 0" if column in WHOLE_COLUMNS else f"abs({parsed}) < double('infinity')"
    return f"CASE WHEN {text} RLIKE '{NUMBER}' AND {fits} THEN {parsed} END"


def with_reason(raw: DataFrame) -> DataFrame:
    """The raw rows with their numbers (`<column>_value`), `reject_reason` and `reject_detail`.

    The first reason that fits counts; it is null for a good row.
    """
    missing = listed(f"if(coalesce({c}, '') = '', '{c}', NULL)" for c in RAW_COLUMNS)
    not_numbers = listed(f"if({c}_value IS NULL, concat('{c}=', {c}), NULL)" for c in NUMBER_COLUMNS)
    swapped = listed(f"if({a}_minimum_value >= {a}_maximum_value, '{a}', NULL)" for a in "xy")
    bad_time = f"if(try_to_timestamp(inspected_at, '{TIMESTAMP}') IS NULL, inspected_at, NULL)"
    one_steel = "least({0}, {1}) = 0 AND greatest({0}, {1}) = 1".format(
        *(f"{c}_value" for c in STEEL_COLUMNS)
    )
    bad_steel = f"if({one_steel}, NULL, concat_ws(', ', {', '.join(STEEL_COLUMNS)}))"
    rules = {
        "missing_cell": missing,
        "not_a_number": not_numbers,
        "bad_timestamp": bad_time,
        "bad_steel_type": bad_steel,
        "swapped_corners": swapped,
    }
    details = [f"{detail} AS {reason}" for reason, detail in rules.items()]
    whens = " ".join(f"WHEN {reason} IS NOT NULL THEN '{reason}'" for reason in rules)
    good_text = "if(first_reason IS NULL, row_text, NULL)"
    repeated = "CASE WHEN copy > 1 THEN 'duplicate_row' WHEN versions > 1 THEN 'conflicting_part' END"
    return (
        raw.selectExpr("*", *(f"{number(c)} AS {c}_value" for c in NUMBER_COLUMNS))
        .selectExpr("*", *details, f"concat_ws('\u0001', {', '.join(RAW_COLUMNS)}) AS row_text")
        .selectExpr("*", f"CASE {whens} END AS first_reason", f"coalesce({', '.join(rules)}) AS detail")
        .selectExpr("*", f"size(collect_set({good_text}) OVER (PARTITION BY part_id)) AS versions")
        .selectExpr(
            "*", "row_number() OVER (PARTITION BY part_id, first_reason, row_text ORDER BY part_id) AS copy"
        )
        .selectExpr("*", f"coalesce(first_reason, {repeated}) AS reject_reason")
        .selectExpr("*", "if(reject_reason IS NULL, NULL, coalesce(detail, part_id)) AS reject_detail")
        .drop(*rules, "row_text", "first_reason", "detail", "copy", "versions")
    )


def listed(texts: Iterable[str]) -> str:
    """SQL for those of the texts that are not null, with commas; null where there is none."""
    return f"nullif(concat_ws(', ', {', '.join(texts)}), '')"


def summary(checked: DataFrame) -> DataFrame:
    """Rows, repaired rows and the bounds of the vector, by `reject_reason` (null for the good rows)."""
    figures = [
        "count(*) AS parts",
        f"count_if(steel_plate_thickness RLIKE '{UNIT}') AS repaired",
        *(f"min({column}_value) AS {column}_min" for column in VECTOR),
        *(f"max({column}_value) AS {column}_max" for column in VECTOR),
    ]
    return checked.groupBy("reject_reason").agg(*map(F.expr, figures)).orderBy("reject_reason")


def features(checked: DataFrame, bounds: Row) -> DataFrame:
    """The accepted rows with their types, the ROI and the min-max normalised vector."""
    width = "(x_maximum_value - x_minimum_value)"
    height = "(y_maximum_value - y_minimum_value)"
    return (
        checked.filter("reject_reason IS NULL")
        .selectExpr(
            "part_id",
            "line",
            f"to_timestamp(inspected_at, '{TIMESTAMP}') AS inspected_at",
            "if(type_of_steel_a300_value = 1, 'A300', 'A400') AS steel_type",
            "steel_plate_thickness_value AS thickness_mm",
            "bigint(pixels_areas_value) AS pixels_areas",
            "bigint(x_minimum_value) AS roi_x",
            "bigint(y_minimum_value) AS roi_y",
            f"bigint({width}) AS roi_width",
            f"bigint({height}) AS roi_height",
            f"bigint({width} * {height}) AS roi_area",
            f"{width} / {height} AS roi_aspect",
            *(f"{normalised(c, bounds[f'{c}_min'], bounds[f'{c}_max'])} AS {c}_norm" for c in VECTOR),
            "inspection_date",
        )
        .repartition("inspection_date")
    )


def normalised(column: str, low: float, high: float) -> str:
    """SQL for the column between 0 (`low`) and 1 (`high`)."""
    if high == low:
        return "double(0)"
    return f"({column}_value - double('{low!r}')) / (double('{high!r}') - double('{low!r}'))"


def rejected_rows(checked: DataFrame) -> DataFrame:
    """The rejected rows as they came, with the reason."""
    rejected = checked.filter("reject_reason IS NOT NULL")
    columns = [*RAW_COLUMNS, "reject_reason", "reject_detail"]
    return rejected.select(*columns).orderBy("reject_reason", "part_id").coalesce(1)


if __name__ == "__main__":
    main(sys.argv)
