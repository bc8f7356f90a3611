"""A column of Spark with the type of Glue that its values have: what the transforms work on."""

from collections.abc import Callable
from dataclasses import dataclass

from awsglue import gluetypes as glue
from awsglue.fields.spark_types import spark_type
from pyspark.sql import Column
from pyspark.sql import functions as F


@dataclass(frozen=True)
class TypedColumn:
    """The values of a field, and their type."""

    column: Column
    type: glue.DataType


Parts = dict[str, TypedColumn]


def quoted(name: str) -> str:
    """A column's name for Spark's `col`."""
    return "`" + name.replace("`", "``") + "`"


def parts_of(typed: TypedColumn) -> Parts:
    """The fields of a struct, or the types of a choice."""
    if isinstance(typed.type, glue.StructType):
        return {
            field.name: TypedColumn(typed.column.getField(field.name), field.dataType) for field in typed.type
        }
    if isinstance(typed.type, glue.ChoiceType):
        return {
            name: TypedColumn(typed.column.getField(name), kind) for name, kind in typed.type.choices.items()
        }
    return {}


def parts_of_schema(schema: glue.StructType) -> Parts:
    """The columns of a DataFrame of that schema."""
    return {field.name: TypedColumn(F.col(quoted(field.name)), field.dataType) for field in schema}


def schema_of_parts(parts: Parts) -> glue.StructType:
    """The schema of a frame of these fields."""
    return glue.StructType([glue.Field(name, part.type) for name, part in parts.items()])


def struct_of(parts: Parts, present: Column | None = None) -> TypedColumn:
    """A struct of the parts; null where `present` is false."""
    return TypedColumn(_packed(parts, present), schema_of_parts(parts))


def choice_of(parts: Parts, present: Column) -> TypedColumn:
    """A choice of the types by their names; null where `present` is false."""
    kind = glue.ChoiceType([part.type for part in parts.values()])
    return TypedColumn(_packed({name: parts[name] for name in kind.choices}, present), kind)


def mapped(array: TypedColumn, change: Callable[[TypedColumn], TypedColumn]) -> TypedColumn:
    """The array with every element changed."""
    if not isinstance(array.type, glue.ArrayType):
        raise TypeError(f"{array.type!r} is no array.")
    element = array.type.elementType
    kinds: list[glue.DataType] = []

    def changed(column: Column) -> Column:
        typed = change(TypedColumn(column, element))
        kinds.append(typed.type)
        return typed.column

    column = F.transform(array.column, changed)
    return TypedColumn(column, glue.ArrayType(kinds[-1]))


def fitted(typed: TypedColumn, kind: glue.DataType) -> TypedColumn:
    """The field as the wider type that `records.merge` made of its own type and others."""
    if typed.type == kind:
        return typed
    if isinstance(typed.type, (glue.NullType, glue.UnknownType)):
        return TypedColumn(F.lit(None).cast(spark_type(kind)), kind)
    if isinstance(kind, glue.ChoiceType):
        own = parts_of(typed) if isinstance(typed.type, glue.ChoiceType) else {typed.type.typeName(): typed}
        choices = {name: _part(own.get(name), choice) for name, choice in kind.choices.items()}
        return choice_of(choices, typed.column.isNotNull())
    if isinstance(kind, glue.StructType):
        own = parts_of(typed)
        parts = {field.name: _part(own.get(field.name), field.dataType) for field in kind}
        return struct_of(parts, typed.column.isNotNull())
    if isinstance(kind, glue.ArrayType):
        return mapped(typed, lambda element: fitted(element, kind.elementType))
    return TypedColumn(typed.column.cast(spark_type(kind)), kind)


def _part(typed: TypedColumn | None, kind: glue.DataType) -> TypedColumn:
    return fitted(typed or TypedColumn(F.lit(None), glue.NullType()), kind)


def _packed(parts: Parts, present: Column | None) -> Column:
    packed = F.struct(*[part.column.alias(name) for name, part in parts.items()])
    return packed if present is None else F.when(present, packed)
