"""SplitFields.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SplitFields.html
"""

from awsglue import gluetypes as glue
from awsglue.dynamicframe import DynamicFrame
from awsglue.dynamicframe_collection import DynamicFrameCollection
from awsglue.nodes import Node, Parts, find_name, mapped, parts_of, split_path, struct_of
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


def split_fields(frame: DynamicFrame, paths: list[str], name1: str, name2: str) -> DynamicFrameCollection:
    """The two frames by name."""
    kept = _kept(frame.parts(), [split_path(path) for path in paths])
    frames = {name1: frame.of_parts(kept), name2: frame.drop_fields(paths)}
    return DynamicFrameCollection(frames, frame.glue_ctx)


def _kept(parts: Parts, paths: list[list[str]]) -> Parts:
    kept = {}
    for path in paths:
        name = find_name(parts, path[0])
        if name is not None:
            kept.setdefault(name, []).append([step for step in path[1:] if step != "[]"])
    return {name: _inside(parts[name], rest) for name, rest in kept.items()}


def _inside(node: Node, paths: list[list[str]]) -> Node:
    if [] in paths:
        return node
    if isinstance(node.type, glue.ArrayType):
        return mapped(node, lambda element: _inside(element, paths))
    return struct_of(_kept(parts_of(node), paths), node.column.isNotNull())
