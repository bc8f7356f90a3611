"""Runs the jobs of the batch in one Spark, one after the other as `--plan` says; prints what gold holds."""

import importlib
import json
import sys
from decimal import Decimal

import boto3
from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark import SparkContext

JOBS = ["retail_raw", "retail_silver_sales", "retail_silver_orders", "retail_gold"]
GOLD = ["store_daily", "category_daily", "hour_daily", "member_daily"]


def text(value) -> str | None:
    """A value as the truth writes it."""
    if isinstance(value, float):
        return f"{value:.9f}"
    return None if value is None else str(int(value) if isinstance(value, Decimal) else value)


args = getResolvedOptions(sys.argv, ["bucket", "plan"])
glue_context = GlueContext(SparkContext.getOrCreate())
spark = glue_context.spark_session
for step in json.loads(args["plan"]):
    if step == "clear":
        for layer in ("raw", "silver"):
            glue_context.purge_s3_path(f"s3://{args['bucket']}/{layer}/", {"retentionPeriod": 0})
            for table in boto3.client("glue").get_tables(DatabaseName=f"retail_{layer}")["TableList"]:
                boto3.client("glue").delete_table(DatabaseName=f"retail_{layer}", Name=table["Name"])
        for table in GOLD:
            spark.sql(f"DROP TABLE glue_catalog.retail_gold.{table} PURGE")
    elif step == "gold":
        found = {
            name: [
                [text(value) for value in row]
                for row in spark.table(f"glue_catalog.retail_gold.{name}").collect()
            ]
            for name in GOLD
        }
        print("GOLD", json.dumps(found))
    else:
        job, *days = step
        words = ["--dt", *days] if len(days) == 1 else ["--from", days[0], "--to", days[1]]
        common = ["job", "--JOB_NAME", "batch", "--bucket", args["bucket"], "--connection", "retail-postgres"]
        for name in JOBS if job == "all" else [job]:
            importlib.import_module(name).main([*common, *words])
