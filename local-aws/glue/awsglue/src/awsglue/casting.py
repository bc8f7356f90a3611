"""Casts between Glue's types: a value that does not fit is null."""

from awsglue import gluetypes as glue
from awsglue.nodes import Node, mapped, parts_of, struct_of
from awsglue.spark_types import glue_type, spark_type
from pyspark.sql import functions as F
from pyspark.sql.types import StructType

_AS_IT_IS = ("struct", "array", "map", "choice")


def named_type(name: str, now: glue.DataType) -> glue.DataType:
    """The type that a mapping or an action names; a bare `struct`, `array` or `map` keeps what it is `now`.

    Raises Spark's ParseException for a name that is no type.
    """
    if name.strip().lower() in _AS_IT_IS:
        return now
    return glue.atomic_type(name) or glue_type(StructType.fromDDL(f"`c` {name}")[0].dataType)


def cast_to(node: Node, target: glue.DataType) -> Node:  # noqa: PLR0911
    """The field as the target type. Of a choice, every type's values are cast."""
    kind = node.type
    if kind == target:
        return node
    if isinstance(kind, glue.ChoiceType):
        casts = [cast_to(part, target).column for part in parts_of(node).values()]
        return Node(F.coalesce(*casts), target)
    if isinstance(kind, glue.AtomicType) and isinstance(target, glue.AtomicType):
        return Node(node.column.try_cast(spark_type(target)), target)
    if isinstance(kind, glue.StructType) and isinstance(target, glue.StructType):
        own = parts_of(node)
        parts = {
            field.name: cast_to(own[field.name], field.dataType)
            if field.name in own
            else null_of(field.dataType)
            for field in target
        }
        return struct_of(parts, node.column.isNotNull())
    if isinstance(kind, glue.ArrayType) and isinstance(target, glue.ArrayType):
        return mapped(node, lambda element: cast_to(element, target.elementType))
    if isinstance(target, glue.StringType):
        return Node(F.to_json(node.column), target)
    return null_of(target)


def null_of(kind: glue.DataType) -> Node:
    """A field of the type without any value."""
    return Node(F.lit(None).cast(spark_type(kind)), kind)
