"""DropNullFields.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-DropNullFields.html
"""

from awsglue import gluetypes as glue
from awsglue.nodes import Node, Parts, mapped, parts_of, struct_of
from awsglue.transforms.transform import GlueTransform


class DropNullFields(GlueTransform):
    """Drops the fields of the type null: no record had a value of them when the schema was worked out."""

    def __call__(self, frame, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame.of_parts(_without_nulls(frame.parts())).limited(stageThreshold, totalThreshold)


def _without_nulls(parts: Parts) -> Parts:
    return {name: _inside(node) for name, node in parts.items() if not isinstance(node.type, glue.NullType)}


def _inside(node: Node) -> Node:
    if isinstance(node.type, glue.StructType):
        inner = _without_nulls(parts_of(node))
        return node if len(inner) == 0 else struct_of(inner, node.column.isNotNull())
    if isinstance(node.type, glue.ArrayType) and isinstance(node.type.elementType, glue.StructType):
        return mapped(node, _inside)
    return node
