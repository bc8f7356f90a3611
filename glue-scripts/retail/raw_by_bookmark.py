"""The tempting way, for the lesson: a job bookmark on the receipts' numbers, and what is new is added.

Arguments: `--connection`, `--table` (such as `retail.august`), `--path`. The last line that it prints is what
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
    args = getResolvedOptions(arguments, ["JOB_NAME", "connection", "table", "path"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)
    options = {
        "useConnectionProperties": "true",
        "connectionName": args["connection"],
        "dbtable": args["table"],
        "jobBookmarkKeys": ["receipt_id", "line_no"],
        "jobBookmarkKeysSortOrder": "asc",
    }
    fresh = glue_context.create_dynamic_frame.from_options(
        "postgresql", options, transformation_ctx="receipts"
    ).toDF()
    rows = fresh.withColumn("dt", F.date_format("sold_at", "yyyy-MM-dd")).cache()
    print(f"behind the bookmark: {rows.count():,} lines")
    rows.repartition("dt").write.mode("append").partitionBy("dt").parquet(args["path"])
    lying = glue_context.spark_session.read.parquet(args["path"])
    print(json.dumps({str(day): count for day, count in lying.groupBy("dt").count().collect()}))
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
