"""A job that runs many scripts of jobs in its one Spark, some at a time.

`--scripts` is a file of JSON, a list of {"name", "text", "arguments", "unread"}; `--failures` is where it
writes how each failed. Nobody looks at the places in `unread`: what a script would write there is left out.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from awsglue.utils import getResolvedOptions
from pyspark.sql import DataFrameWriter, SparkSession

write_parquet = DataFrameWriter.parquet


def run(script: dict) -> str:
    """Runs a script with its arguments, and returns why it failed; empty where it did not."""
    module = {"__name__": script["name"]}
    try:
        exec(compile(script["text"], script["name"], "exec"), module)
        module["main"]([script["name"], *script["arguments"]])
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def leave_out(places: set[str]) -> None:
    """Lets the scripts write no Parquet to these places."""

    def parquet(writer: DataFrameWriter, path: str, *args, **options) -> None:
        if path not in places:
            write_parquet(writer, path, *args, **options)

    setattr(DataFrameWriter, "parquet", parquet)  # noqa: B010 (its own parameters are no part of the type)


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    args = getResolvedOptions(arguments, ["JOB_NAME", "scripts", "failures"])
    spark = SparkSession.builder.getOrCreate()
    scripts = json.loads(spark.read.text(args["scripts"], wholetext=True).collect()[0]["value"])
    leave_out({place for script in scripts for place in script["unread"]})
    with ThreadPoolExecutor(4) as pool:
        failures = list(pool.map(run, scripts))
    rows = [(script["name"], failure) for script, failure in zip(scripts, failures, strict=True)]
    spark.createDataFrame(rows, "name string, failure string").coalesce(1).write.parquet(args["failures"])


if __name__ == "__main__":
    main(sys.argv)
