"""Unbox.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-Unbox.html
"""

import csv
import json
from collections.abc import Callable

from awsglue import gluetypes as glue
from awsglue.fields.casting import cast_to
from awsglue.fields.paths import change_at, find_name, split_path
from awsglue.fields.spark_types import glue_type
from awsglue.fields.typed_column import Parts, parts_of
from awsglue.frames.frame import FrameType
from awsglue.frames.record_functions import mapped_records
from awsglue.not_supported import NotSupportedError, refuse_unknown
from awsglue.transforms.transform import GlueTransform
from pyspark.sql.types import StructType

_OPTIONS = {"separator", "escaper", "quoteChar", "skipFirst", "withSchema", "withHeader"}


class Unbox(GlueTransform):
    """Parses a string field as JSON or CSV."""

    def __call__(
        self,
        frame,
        path,
        format,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
        **options,
    ):
        return frame.unbox(path, format, transformation_ctx, info, stageThreshold, totalThreshold, **options)


def unbox(frame: FrameType, path: str, format: str, info: str, options: dict) -> FrameType:
    """The frame with the parsed field in the place of the string."""
    if format not in ("json", "csv"):
        raise NotSupportedError(f"unbox of the format {format!r} (json and csv work)")
    refuse_unknown(options, _OPTIONS, "unbox")
    steps = _steps(frame.parts(), path)
    schema = _schema(options.get("withSchema"))
    names = [field.name for field in schema] if isinstance(schema, glue.StructType) else None
    parse = json.loads if format == "json" else _csv_parser(options, names)

    def unboxed(record: dict) -> dict:
        holder = record
        for step in steps[:-1]:
            holder = holder.get(step) or {}
        text = holder.get(steps[-1])
        if text is not None:
            holder[steps[-1]] = parse(text)
        return record

    rows, kind, errors = mapped_records(frame.toDF(), frame.schema(), unboxed, info, tuple(steps))
    made = frame.derived(rows, kind, frame._errors.after(own=errors))
    if schema is None:
        return made
    cast = change_at(made.parts(), steps, lambda name, typed: {name: cast_to(typed, schema)})
    return made.derived(made.of_parts(cast).toDF(), schema=None, errors=made._errors)


def _steps(parts: Parts, path: str) -> list[str]:
    """The field's own names on the path. Raises `ValueError` where there is no such string."""
    steps: list[str] = []
    kind: glue.DataType = glue.UnknownType()
    for step in split_path(path):
        name = find_name(parts, step)
        if name is None:
            raise ValueError(f"There is no field {path!r} to unbox.")
        kind = parts[name].type
        steps.append(name)
        parts = parts_of(parts[name])
    if not isinstance(kind, (glue.StringType, glue.BinaryType)):
        raise ValueError(f"The field {path!r} is no string but {kind.typeName()}.")
    return steps


def _schema(text: str | None) -> glue.DataType | None:
    if not text:
        return None
    value = json.loads(text)
    return glue.from_json_value(value) if "dataType" in value else glue_type(StructType.fromJson(value))


def _csv_parser(options: dict, names: list[str] | None) -> Callable[[str], dict]:
    def flag(name: str) -> bool:
        return str(options.get(name, False)).lower() == "true"

    dialect = {
        "delimiter": options.get("separator", ","),
        "quotechar": options.get("quoteChar", '"'),
        "escapechar": options.get("escaper"),
    }
    has_header, skips = flag("withHeader"), flag("skipFirst")

    def parse(text: str) -> dict:
        lines = list(csv.reader(text.splitlines(), **dialect))[1 if skips else 0 :]
        header = lines.pop(0) if has_header else None
        if len(lines) != 1:
            raise ValueError(f"The field has {len(lines)} lines of CSV, not one.")
        labels = names or header or [f"col{position}" for position in range(len(lines[0]))]
        return dict(zip(labels, lines[0], strict=False))

    return parse
