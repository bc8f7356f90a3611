"""Exercise 3: rejects bad rows with a reason, measures the region of interest, normalises the vector.

Every path comes as an argument; the check runs this script again on other data.
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

RAW = [
    "coil_id",
    "line",
    "seen_at",
    "x0",
    "x1",
    "y0",
    "y1",
    "area_px",
    "gauge",
    "gloss",
    "roughness",
    "contrast",
]
VECTOR = ["gloss", "roughness", "contrast"]


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    names = ["JOB_NAME", "raw_path", "rejected_path", "features_path", "vectors_path"]
    args = getResolvedOptions(arguments, names)
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    checked = with_reason(read_raw(spark, args["raw_path"])).cache()
    checked.where("reject_reason IS NOT NULL").write.mode("overwrite").parquet(args["rejected_path"])

    features = measured(checked.where("reject_reason IS NULL")).cache()
    features.write.mode("overwrite").partitionBy("day").parquet(args["features_path"])

    vectors = normalised(features)
    vectors.write.mode("overwrite").partitionBy("day").parquet(args["vectors_path"])
    job.commit()


def read_raw(spark: SparkSession, path: str) -> DataFrame:
    """Every raw column as text, an empty cell as the empty text; `day` comes from the folder's name."""
    schema = ", ".join(f"{name} string" for name in RAW)
    raw = spark.read.csv(path, schema=schema, header=True)
    return raw.withColumn("day", F.col("day").cast("string")).na.fill("")


def with_reason(raw: DataFrame) -> DataFrame:
    """Task 3.1: `raw` with a column `reject_reason`, null for a good row.

    In this order: `missing_cell` (a cell is empty), `swapped_corners` (x0 >= x1 or y0 >= y1),
    `duplicate_row` (equal to another row in every column; one of them is good).
    """
    # <solution 3.1>
    # Common wrong ways: comparing the corners as text ("98" > "402"), and dropDuplicates(), which leaves
    # no trace of what was dropped.
    from pyspark.sql import Window

    missing = " OR ".join(f"{name} = ''" for name in RAW)
    swapped = "int(x0) >= int(x1) OR int(y0) >= int(y1)"
    copies = Window.partitionBy(*RAW, "day").orderBy("coil_id")
    return (
        raw.withColumn("copy", F.row_number().over(copies))
        .withColumn(
            "reject_reason",
            F.when(F.expr(missing), "missing_cell")
            .when(F.expr(swapped), "swapped_corners")
            .when(F.col("copy") > 1, "duplicate_row"),
        )
        .drop("copy")
    )
    # </solution>


def measured(good: DataFrame) -> DataFrame:
    """Task 3.2: the good rows, typed, with their region of interest.

    coil_id, line (string), seen_at (timestamp), gauge_mm (double, mm; `2.500 mm` counts as 2.5),
    area_px, width_px, height_px (bigint, px), aspect (double, width by height),
    gloss, roughness, contrast (double), day.
    """
    # <solution 3.2>
    # A common wrong way: casting the gauge as it is, so that "2.500 mm" quietly becomes NULL.
    return good.selectExpr(
        "coil_id",
        "line",
        "to_timestamp(seen_at) AS seen_at",
        "double(regexp_replace(gauge, ' mm$', '')) AS gauge_mm",
        "bigint(area_px) AS area_px",
        "bigint(x1) - bigint(x0) AS width_px",
        "bigint(y1) - bigint(y0) AS height_px",
        "(bigint(x1) - bigint(x0)) / (bigint(y1) - bigint(y0)) AS aspect",
        *(f"double({name}) AS {name}" for name in VECTOR),
        "day",
    )
    # </solution>


def normalised(features: DataFrame) -> DataFrame:
    """Task 3.3: coil_id, gloss_norm, roughness_norm, contrast_norm (0-1), day.

    (value - minimum) / (maximum - minimum) over all good coils of all days.
    """
    # <solution 3.3>
    # A common wrong way: bounds over the raw rows. One bad row with a gloss of 160 then presses all others
    # into the lower half.
    bounds = features.agg(
        *(F.min(name).alias(f"{name}_min") for name in VECTOR),
        *(F.max(name).alias(f"{name}_max") for name in VECTOR),
    ).first()
    norms = []
    for name in VECTOR:
        low, high = bounds[f"{name}_min"], bounds[f"{name}_max"]
        norms.append(((F.col(name) - low) / (high - low)).alias(f"{name}_norm"))
    return features.select("coil_id", *norms, "day")
    # </solution>


if __name__ == "__main__":
    main(sys.argv)
