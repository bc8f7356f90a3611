"""UnnestFrame.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-UnnestFrame.html
"""

from awsglue import gluetypes as glue
from awsglue.dynamicframe import DynamicFrame
from awsglue.nodes import Node, Parts, mapped, parts_of, struct_of
from awsglue.transforms.transform import GlueTransform


class UnnestFrame(GlueTransform):
    """Makes the fields of structs top-level fields."""

    def __call__(self, frame, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame.unnest(transformation_ctx, info, stageThreshold, totalThreshold)


def unnest(frame: DynamicFrame) -> DynamicFrame:
    """The frame without structs but those in arrays, whose fields are called `<array>.val.<field>`."""
    flat = {}
    for name, node in flattened(frame.parts()).items():
        is_nested = isinstance(node.type, glue.ArrayType) and isinstance(
            node.type.elementType, glue.StructType
        )
        flat[name] = mapped(node, lambda one, name=name: _element(one, name)) if is_nested else node
    return frame.of_parts(flat)


def flattened(parts: Parts, prefix: str = "") -> Parts:
    """The fields with those of structs in their place, under names with dots."""
    flat = {}
    for name, node in parts.items():
        if isinstance(node.type, glue.StructType):
            flat.update(flattened(parts_of(node), f"{prefix}{name}."))
        else:
            flat[f"{prefix}{name}"] = node
    return flat


def _element(element: Node, array: str) -> Node:
    return struct_of(flattened(parts_of(element), f"{array}.val."), element.column.isNotNull())
