"""Exercise 9: types the tools' cards, takes their cuts out of them, and finds the place of each tool.

Every path comes as an argument; the check runs this script again on other data.
"""

import sys

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    names = ["tools_path", "sites_path", "typed_path", "cuts_path", "placed_path", "unplaced_path"]
    args = getResolvedOptions(arguments, ["JOB_NAME", *names])
    glue_context = GlueContext(SparkContext.getOrCreate())
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    cards = glue_context.create_dynamic_frame.from_options(
        "s3", {"paths": [args["tools_path"]]}, format="json"
    )
    sites = glue_context.create_dynamic_frame.from_options(
        "s3",
        {"paths": [args["sites_path"]]},
        format="csv",
        format_options={"withHeader": True, "separator": ";"},
    )
    tools = typed(cards)
    write(tools.toDF().drop("cuts"), args["typed_path"])
    write(cuts_of(tools), args["cuts_path"])
    write(placed(tools, sites), args["placed_path"])
    write(unplaced(tools, sites), args["unplaced_path"])
    job.commit()


def write(rows: DataFrame, path: str) -> None:
    """Replaces what lies under the path."""
    rows.coalesce(1).write.mode("overwrite").parquet(path)


def typed(cards: DynamicFrame) -> DynamicFrame:
    """Task 9.1: every tool: tool, site, maker, limit_min (a number: `200 min` counts as 200), cuts.

    Without `note`, which nobody needs, and `remark`, which no card has.
    """
    raise NotImplementedError("Task 9.1 is still open")


def cuts_of(tools: DynamicFrame) -> DataFrame:
    """Task 9.2: a row for each cut of each tool: tool, cut_id, wear_min. A tool without cuts has none."""
    raise NotImplementedError("Task 9.2 is still open")


def placed(tools: DynamicFrame, sites: DynamicFrame) -> DataFrame:
    """Task 9.3: the tools that are at a site: tool, site, latitude, longitude (double)."""
    raise NotImplementedError("Task 9.3 is still open")


def unplaced(tools: DynamicFrame, sites: DynamicFrame) -> DataFrame:
    """Task 9.4: the tools whose site is not in `sites`: tool, site. So no tool is lost."""
    raise NotImplementedError("Task 9.4 is still open")


if __name__ == "__main__":
    main(sys.argv)
