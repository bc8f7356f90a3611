"""The records of two frames in one."""

from functools import reduce

from awsglue import gluetypes as glue
from awsglue.fields.casting import null_of
from awsglue.fields.paths import find, split_path
from awsglue.fields.typed_column import Parts, fitted, quoted
from awsglue.frames.frame import Frame, FrameType
from awsglue.records.record_types import merge_structs
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F


def union(frame1: FrameType, frame2: Frame) -> FrameType:
    """The records of both frames; a field that only one has is null in the other's records."""
    kind = merge_structs(frame1.schema(), frame2.schema())
    rows = _fit(frame1, kind).unionByName(_fit(frame2, kind))
    return frame1.derived(rows, kind, frame1._errors.after(frame2._errors))


def merged(frame: FrameType, stage: Frame, primary_keys: list[str]) -> FrameType:
    """The stage's records, and those of the frame whose keys the stage does not have."""
    keys = stage.parts()
    own = frame.parts()
    staged = stage.toDF().select(
        *[_key(keys, key).alias(f"key {position}") for position, key in enumerate(primary_keys)]
    )
    conditions = [
        _key(own, key) == F.col(quoted(f"key {position}")) for position, key in enumerate(primary_keys)
    ]
    kept = frame.toDF().join(staged, reduce(lambda a, b: a & b, conditions), "left_anti")
    return union(frame.derived(kept, frame.schema()), stage)


def _key(parts: Parts, path: str) -> Column:
    typed = find(parts, split_path(path))
    if typed is None:
        raise ValueError(f"There is no field {path!r} in both frames.")
    return typed.column


def _fit(frame: Frame, kind: glue.StructType) -> DataFrame:
    parts = frame.parts()
    columns = [
        (field.name, fitted(parts[field.name], field.dataType))
        if field.name in parts
        else (field.name, null_of(field.dataType))
        for field in kind
    ]
    return frame.toDF().select(*[typed.column.alias(name) for name, typed in columns])
