"""Puts the register of machines through Glue's transforms, and keeps what each of them did.

Arguments: `--machines_path` (JSON lines), `--plants_path` (CSV), `--output_path`, `--database` (gets the
tables `t_…`), `--transform_ids` (ML transforms, comma-separated, or `none`).
"""

import json
import sys

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.transforms import (
    DropFields,
    DropNullFields,
    ErrorsAsDynamicFrame,
    Filter,
    Join,
    Map,
    Relationalize,
    RenameField,
    ResolveChoice,
    SelectFields,
)
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

# what FindMatches compares: no code, no number of the list
ALIKE = ["entry", "name", "plant", "maker", "serial"]


class Report:
    """What each transform did, a line each."""

    def __init__(self) -> None:
        self.lines: list[dict] = []
        # what comes out of one transform goes into the next
        self._counts: dict[int, int] = {}

    def add(self, transform: str, before: DynamicFrame, after: DynamicFrame) -> DynamicFrame:
        """Notes the difference of two frames, and returns the second."""
        old, new = fields_of(before), fields_of(after)
        self.lines.append(
            {
                "transform": transform,
                "rows_before": self._count(before),
                "rows_after": self._count(after),
                "fields_gone": ", ".join(f"{name} {old[name]}" for name in old if old[name] != new.get(name)),
                "fields_new": ", ".join(f"{name} {new[name]}" for name in new if new[name] != old.get(name)),
            }
        )
        return after

    def _count(self, frame: DynamicFrame) -> int:
        if id(frame) not in self._counts:
            self._counts[id(frame)] = frame.count()
        return self._counts[id(frame)]


def fields_of(frame: DynamicFrame) -> dict[str, str]:
    """The types of a frame's fields by their names; a choice is written `choice<int,string>`."""
    return {field["name"]: type_text(field["container"]) for field in frame.schema().jsonValue()["fields"]}


def type_text(kind: dict) -> str:
    """A type's name in a line."""
    name = kind["dataType"]
    if name == "choice":
        return f"choice<{','.join(type_text(one) for one in kind['choices'])}>"
    if name == "struct":
        return f"struct<{','.join(field['name'] for field in kind['fields'])}>"
    return name


def mended(record: dict) -> dict:
    """The power as one number, of a column of numbers and one of texts such as `400 kW`."""
    whole, text = record.pop("power_kw_int"), record.pop("power_kw_string")
    record["power_kw"] = float(whole) if whole is not None else float(text.removesuffix(" kW"))
    return record


def four_ways(frame: DynamicFrame) -> DataFrame:
    """What the four actions make of the choice `power_kw`, side by side."""
    actions = {"cast": "cast:int", "project": "project:int", "cols": "make_cols", "struct": "make_struct"}
    ways = None
    for name, action in actions.items():
        resolved = ResolveChoice.apply(frame=frame, specs=[("power_kw", action)]).toDF()
        kept = [one for one in resolved.columns if one.startswith("power_kw")]
        one = resolved.select(
            "entry",
            *(
                (F.to_json(column) if name == "struct" else F.col(column)).alias(
                    column.replace("power_kw", name)
                )
                for column in kept
            ),
        )
        ways = one if ways is None else ways.join(one, "entry")
    if ways is None:
        raise ValueError("There is no action.")
    raw = ResolveChoice.apply(frame=frame, specs=[("power_kw", "cast:string")]).toDF()
    return raw.select("entry", F.col("power_kw").alias("power_kw")).join(ways, "entry")


def matches(frame: DynamicFrame, transform_ids: list[str]) -> DataFrame | None:
    """The `match_id` of each entry by each ML transform; None without transforms."""
    from awsglueml.transforms import FindMatches

    found = None
    for transform_id in transform_ids:
        matched = FindMatches.apply(frame=frame, transformId=transform_id).toDF()
        one = matched.select("entry", F.lit(transform_id).alias("transform_id"), "match_id")
        found = one if found is None else found.unionByName(one)
    return found


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    names = ["JOB_NAME", "machines_path", "plants_path", "output_path", "database", "transform_ids"]
    args = getResolvedOptions(arguments, names)
    glue_context = GlueContext(SparkContext.getOrCreate())
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)
    report = Report()

    def read(path: str, form: str, options: dict) -> DynamicFrame:
        return glue_context.create_dynamic_frame.from_options(
            "s3", {"paths": [path]}, format=form, format_options=options
        )

    def write(name: str, rows: DataFrame) -> None:
        """A table of the catalog over new files: a dot in a column's name becomes an underscore."""
        path = f"{args['output_path']}{name}/"
        glue_context.purge_s3_path(path, {"retentionPeriod": 0})
        plain = rows.toDF(*(column.strip(".").replace(".", "_") for column in rows.columns)).coalesce(1)
        sink = glue_context.getSink(
            connection_type="s3", path=path, enableUpdateCatalog=True, updateBehavior="UPDATE_IN_DATABASE"
        )
        sink.setCatalogInfo(catalogDatabase=args["database"], catalogTableName=f"t_{name}")
        sink.setFormat("glueparquet")
        sink.writeFrame(DynamicFrame.fromDF(plain, glue_context, name))

    raw = read(args["machines_path"], "json", {})
    plants = RenameField.apply(read(args["plants_path"], "csv", {"withHeader": True}), "name", "town")

    fewer = report.add("DropFields", raw, DropFields.apply(frame=raw, paths=["entered_by", "same_as"]))
    filled = report.add("DropNullFields", fewer, DropNullFields.apply(frame=fewer))
    write("choices", four_ways(filled))
    columns = ResolveChoice.apply(frame=filled, specs=[("power_kw", "make_cols")])
    report.add("ResolveChoice", filled, columns)
    kept = Filter.apply(frame=columns, f=lambda record: record["in_service"])
    report.add("Filter", columns, kept)
    mapped = report.add("Map", kept, Map.apply(frame=kept, f=mended))
    errors = ErrorsAsDynamicFrame.apply(frame=mapped).toDF()
    write("errors", errors.select("error.msg", F.to_json("error.dynamicRecord").alias("record")))

    joined = report.add("Join", mapped, Join.apply(mapped, plants, "plant", "plant"))
    lost = mapped.toDF().join(plants.toDF(), "plant", "left_anti")
    write("lost", lost.select("entry", "machine", "plant", "name"))
    tables = Relationalize.apply(frame=joined, staging_path=f"{args['output_path']}staging/", name="root")
    root = report.add("Relationalize", joined, tables.select("root"))
    sensors = tables.select("root_sensors")
    write("machines", DropFields.apply(frame=root, paths=["`.plant`"]).toDF())
    write("sensors", sensors.toDF())

    ids = [] if args["transform_ids"] == "none" else args["transform_ids"].split(",")
    found = matches(SelectFields.apply(frame=raw, paths=ALIKE), ids)
    if found is not None:
        write("matches", found)
    for line in report.lines:
        print(json.dumps(line))
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
