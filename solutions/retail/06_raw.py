"""Exercise 6: brings business days from what a kiosk delivers to the layer raw.

Every path and both days come as arguments; the check runs this script again, twice, on another kiosk's data.
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame

COLUMNS = (
    "receipt_id long, line_no int, sold_at timestamp, product_id int, product_name string, quantity int, "
    "unit_price int, amount int, promotion string, member_sex string, member_age int, updated_at timestamp"
)


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    names = ["deliveries_path", "look_path", "lines_path", "receipt_path", "first", "last"]
    args = getResolvedOptions(arguments, ["JOB_NAME", *names])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    # every file that was delivered so far, whichever day it came
    delivered = spark.read.csv(args["deliveries_path"], header=True, schema=COLUMNS)
    lines = of_days(delivered, args["first"], args["last"]).cache()
    lines.write.mode("overwrite").parquet(args["look_path"])
    replace_days(lines, args["lines_path"])
    replace_days(newest(lines), args["receipt_path"])
    job.commit()


def of_days(lines: DataFrame, first: str, last: str) -> DataFrame:
    """Task 6.1: the lines of the business days from `first` to `last`, both included.

    The business day is the date on which a line was sold. It stands in a further column `dt`, a text such as
    2017-06-20.
    """
    # <solution 6.1>
    # Common wrong ways: the day of updated_at, which is when a line came, not when it was sold; and
    # `sold_at <= last`, which ends at midnight, before the last day begins.
    from pyspark.sql import functions as F

    dated = lines.withColumn("dt", F.date_format("sold_at", "yyyy-MM-dd"))
    return dated.where(F.col("dt").between(first, last))
    # </solution>


def replace_days(lines: DataFrame, path: str) -> None:
    """Task 6.2: writes the lines as Parquet into a folder a day, `dt=2017-06-20`, below `path`.

    What these days had before goes. All other days stay.
    """
    # <solution 6.2>
    # Common wrong ways: `append`, with which a second run has every line twice; and `overwrite` as it is by
    # default, which empties all days.
    writer = lines.write.mode("overwrite").option("partitionOverwriteMode", "dynamic")
    writer.partitionBy("dt").parquet(path)
    # </solution>


def newest(lines: DataFrame) -> DataFrame:
    """Task 6.3: of each line of a receipt its newest state, by `updated_at`.

    A line that was corrected was delivered twice: with the same receipt_id and line_no, another quantity, and
    a later updated_at.
    """
    # <solution 6.3>
    # A common wrong way: dropDuplicates, which keeps any of the two.
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    states = Window.partitionBy("receipt_id", "line_no").orderBy(F.col("updated_at").desc())
    ranked = lines.withColumn("state", F.row_number().over(states))
    return ranked.where("state = 1").drop("state")
    # </solution>


if __name__ == "__main__":
    main(sys.argv)
