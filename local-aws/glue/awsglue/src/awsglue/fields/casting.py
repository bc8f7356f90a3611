"""Casts between Glue's types: a value that does not fit is null."""

from typing import Any

from awsglue import gluetypes as glue
from awsglue.fields.spark_types import glue_type, spark_type
from awsglue.fields.typed_column import TypedColumn, mapped, parts_of, struct_of
from pyspark.sql import functions as F
from pyspark.sql.types import StructType

_AS_IT_IS = ("struct", "array", "map", "choice")


def named_type(name: str, now: glue.DataType) -> glue.DataType:
    """The type that a mapping or an action names; a bare `struct`, `array` or `map` keeps what it is `now`.

    Raises Spark's ParseException for a name that is no type.
    """
    if name.strip().lower() in _AS_IT_IS:
        return now
    atomic = glue.atomic_type(name)
    if atomic is not None:
        return atomic
    columns: Any = StructType.fromDDL(f"`c` {name}")
    return glue_type(columns[0].dataType)


def cast_to(typed: TypedColumn, target: glue.DataType) -> TypedColumn:  # noqa: PLR0911
    """The field as the target type. Of a choice, every type's values are cast."""
    kind = typed.type
    if kind == target:
        return typed
    if isinstance(kind, glue.ChoiceType):
        casts = [cast_to(part, target).column for part in parts_of(typed).values()]
        return TypedColumn(F.coalesce(*casts), target)
    if isinstance(kind, glue.AtomicType) and isinstance(target, glue.AtomicType):
        return TypedColumn(typed.column.try_cast(spark_type(target)), target)
    if isinstance(kind, glue.StructType) and isinstance(target, glue.StructType):
        own = parts_of(typed)
        parts = {
            field.name: cast_to(own[field.name], field.dataType)
            if field.name in own
            else null_of(field.dataType)
            for field in target
        }
        return struct_of(parts, typed.column.isNotNull())
    if isinstance(kind, glue.ArrayType) and isinstance(target, glue.ArrayType):
        return mapped(typed, lambda element: cast_to(element, target.elementType))
    if isinstance(target, glue.StringType):
        return TypedColumn(F.to_json(typed.column), target)
    return null_of(target)


def null_of(kind: glue.DataType) -> TypedColumn:
    """A field of the type without any value."""
    return TypedColumn(F.lit(None).cast(spark_type(kind)), kind)
