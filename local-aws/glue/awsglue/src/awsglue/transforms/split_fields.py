"""SplitFields.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SplitFields.html
"""

from awsglue import gluetypes as glue
from awsglue.fields.paths import find_name, split_path
from awsglue.fields.typed_column import Parts, TypedColumn, mapped, parts_of, struct_of
from awsglue.frames.collection import DynamicFrameCollection
from awsglue.frames.frame import FrameType
from awsglue.transforms.drop_fields import drop_fields
from awsglue.transforms.transform import GlueTransform


class SplitFields(GlueTransform):
    """Makes two frames: one of the fields at the paths, one of the others."""

    returns = "DynamicFrameCollection"

    def __call__(
        self,
        frame,
        paths,
        name1=None,
        name2=None,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ):
        return frame.split_fields(
            paths,
            name1 or f"{frame.name}1",
            name2 or f"{frame.name}2",
            transformation_ctx,
            info,
            stageThreshold,
            totalThreshold,
        )


def split_fields(
    frame: FrameType, paths: list[str], name1: str, name2: str
) -> DynamicFrameCollection[FrameType]:
    """The two frames by name."""
    kept = _kept(frame.parts(), [split_path(path) for path in paths])
    frames = {name1: frame.of_parts(kept), name2: drop_fields(frame, paths)}
    return DynamicFrameCollection(frames, frame.glue_ctx)


def _kept(parts: Parts, paths: list[list[str]]) -> Parts:
    kept = {}
    for path in paths:
        name = find_name(parts, path[0])
        if name is not None:
            kept.setdefault(name, []).append([step for step in path[1:] if step != "[]"])
    return {name: _inside(parts[name], rest) for name, rest in kept.items()}


def _inside(typed: TypedColumn, paths: list[list[str]]) -> TypedColumn:
    if [] in paths:
        return typed
    if isinstance(typed.type, glue.ArrayType):
        return mapped(typed, lambda element: _inside(element, paths))
    return struct_of(_kept(parts_of(typed), paths), typed.column.isNotNull())
