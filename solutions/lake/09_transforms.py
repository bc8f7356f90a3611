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
    # <solution 9.1>
    # Common wrong ways: cast:int, which makes NULL of "200 min"; and a Map that fails for a text: its records
    # become error records, and the job SUCCEEDED with fewer rows.
    from awsglue.transforms import DropFields, DropNullFields, Map, ResolveChoice

    def one_limit(record: dict) -> dict:
        number, text = record.pop("limit_min_int"), record.pop("limit_min_string")
        record["limit_min"] = number if number is not None else int(text.removesuffix(" min"))
        return record

    fewer = DropNullFields.apply(frame=DropFields.apply(frame=cards, paths=["note"]))
    columns = ResolveChoice.apply(frame=fewer, specs=[("limit_min", "make_cols")])
    return Map.apply(frame=columns, f=one_limit)
    # </solution>


def cuts_of(tools: DynamicFrame) -> DataFrame:
    """Task 9.2: a row for each cut of each tool: tool, cut_id, wear_min. A tool without cuts has none."""
    # <solution 9.2>
    # A common wrong way: joining root's `cuts` with `index`, which counts within each list.
    from awsglue.transforms import Relationalize
    from pyspark.sql import functions as F

    tables = Relationalize.apply(frame=tools, staging_path="s3://not-used/", name="root")
    root, cuts = tables.select("root").toDF(), tables.select("root_cuts").toDF()
    return root.join(cuts, root["cuts"] == cuts["id"]).select(
        "tool", F.col("`cuts.val.cut_id`").alias("cut_id"), F.col("`cuts.val.wear_min`").alias("wear_min")
    )
    # </solution>


def placed(tools: DynamicFrame, sites: DynamicFrame) -> DataFrame:
    """Task 9.3: the tools that are at a site: tool, site, latitude, longitude (double)."""
    # <solution 9.3>
    # A common wrong way: what a CSV file has is text, also after the Join.
    from awsglue.transforms import Join

    rows = Join.apply(tools, sites, "site", "site").toDF()
    return rows.selectExpr("tool", "site", "double(latitude) AS latitude", "double(longitude) AS longitude")
    # </solution>


def unplaced(tools: DynamicFrame, sites: DynamicFrame) -> DataFrame:
    """Task 9.4: the tools whose site is not in `sites`: tool, site. So no tool is lost."""
    # <solution 9.4>
    # A common wrong way: `sites` as a filter of names that are written into the script.
    return tools.toDF().join(sites.toDF(), "site", "left_anti").select("tool", "site")
    # </solution>


if __name__ == "__main__":
    main(sys.argv)
