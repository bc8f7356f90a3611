"""The types of Glue that records have, which are plain Python values.

Workers import this module: it needs nothing of Spark.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from awsglue import gluetypes as glue

_INT = 2**31
_LONG = 2**63


def type_of(values: Iterable) -> glue.DataType:
    """The type that all the values have together: a choice where they differ.

    Raises `TypeError` for a value that is no part of a record.
    """
    found: glue.DataType = glue.NullType()
    for shape in dict.fromkeys(shape_of(value) for value in values):
        found = merge(found, type_of_shape(shape))
    return found


def shape_of(value):  # noqa: PLR0911
    """What matters of a value for its type, as something hashable: most records share few shapes."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    if isinstance(value, int):
        if -_INT <= value < _INT:
            return "int"
        return "long" if -_LONG <= value < _LONG else "decimal(38,0)"
    for kind, name in _SCALARS:
        if isinstance(value, kind):
            return name
    if isinstance(value, Decimal):
        _, digits, exponent = value.as_tuple()
        if not isinstance(exponent, int):
            raise TypeError(f"A record cannot hold {value!r}: it is no number.")
        scale = max(-exponent, 0)
        return f"decimal({max(len(digits) + max(exponent, 0), scale, 1)},{scale})"
    if hasattr(value, "asDict"):
        value = value.asDict()
    if isinstance(value, dict):
        return ("struct", tuple((str(name), shape_of(part)) for name, part in value.items()))
    if isinstance(value, (list, tuple)):
        return ("array", tuple(dict.fromkeys(shape_of(part) for part in value)))
    raise TypeError(f"A record cannot hold {value!r} of the type {type(value).__name__}.")


_SCALARS = (
    (str, "string"),
    (float, "double"),
    (datetime, "timestamp"),
    (date, "date"),
    ((bytes, bytearray), "binary"),
)


def type_of_shape(shape) -> glue.DataType:
    """The type of the values of a shape."""
    if isinstance(shape, str):
        return glue.atomic_type(shape) or glue.UnknownType()
    if shape[0] == "struct":
        return glue.StructType([glue.Field(name, type_of_shape(part)) for name, part in shape[1]])
    element: glue.DataType = glue.NullType()
    for part in shape[1]:
        element = merge(element, type_of_shape(part))
    return glue.ArrayType(element)


def merge(left: glue.DataType, right: glue.DataType) -> glue.DataType:  # noqa: PLR0911
    """The type of values of which some have the one and some the other type."""
    if isinstance(left, (glue.NullType, glue.UnknownType)):
        return right
    if isinstance(right, (glue.NullType, glue.UnknownType)):
        return left
    if isinstance(left, glue.ChoiceType) or isinstance(right, glue.ChoiceType):
        merged = glue.ChoiceType(_choices(left))
        for choice in _choices(right):
            known = merged.choices.get(choice.typeName())
            merged.add(merge(known, choice) if known else choice)
        return merged
    if left.typeName() != right.typeName():
        return glue.ChoiceType([left, right])
    if isinstance(left, glue.StructType) and isinstance(right, glue.StructType):
        return merge_structs(left, right)
    if isinstance(left, glue.ArrayType) and isinstance(right, glue.ArrayType):
        return glue.ArrayType(merge(left.elementType, right.elementType))
    if isinstance(left, glue.MapType) and isinstance(right, glue.MapType):
        return glue.MapType(merge(left.valueType, right.valueType))
    if isinstance(left, glue.DecimalType) and isinstance(right, glue.DecimalType):
        scale = max(left.scale, right.scale)
        whole = max(left.precision - left.scale, right.precision - right.scale)
        return glue.DecimalType(min(whole + scale, 38), scale)
    return left


def merge_structs(left: glue.StructType, right: glue.StructType) -> glue.StructType:
    """The type of records of which some have the fields of the one and some those of the other."""
    fields = {field.name: field.dataType for field in left}
    for field in right:
        known = fields.get(field.name)
        fields[field.name] = merge(known, field.dataType) if known else field.dataType
    return glue.StructType([glue.Field(name, kind) for name, kind in fields.items()])


def _choices(kind: glue.DataType) -> list[glue.DataType]:
    return list(kind.choices.values()) if isinstance(kind, glue.ChoiceType) else [kind]


def settle(  # noqa: PLR0911
    kind: glue.DataType, before: glue.DataType | None, keep: tuple[str, ...] | None = None
) -> glue.DataType:
    """The type of what a function returned, given the type that the field had `before`.

    Python has one whole number and one floating-point number, so a field keeps its own kind of number,
    and a new whole number is a long. The field at the path `keep` stays as it is.
    """
    if keep == ():
        return kind
    if isinstance(before, glue.ChoiceType) and not isinstance(kind, glue.ChoiceType):
        same = before.choices.get(kind.typeName())
        before = same or (before.choices.get("long") if kind.typeName() == "int" else None)
    if isinstance(kind, glue.NullType):
        return before or kind
    if isinstance(kind, glue.ChoiceType):
        return _settled_choice(kind, before)
    if isinstance(kind, glue.StructType):
        if isinstance(before, glue.MapType):
            values: glue.DataType = glue.NullType()
            for field in kind:
                values = merge(values, field.dataType)
            return glue.MapType(settle(values, before.valueType))
        known = (
            {field.name: field.dataType for field in before} if isinstance(before, glue.StructType) else {}
        )
        return glue.StructType(
            [
                glue.Field(
                    field.name,
                    settle(field.dataType, known.get(field.name), _below(keep, field.name)),
                )
                for field in kind
            ]
        )
    if isinstance(kind, glue.ArrayType):
        element = before.elementType if isinstance(before, glue.ArrayType) else None
        return glue.ArrayType(settle(kind.elementType, element, keep))
    return _settled_number(kind, before)


def settle_record(
    kind: glue.DataType, before: glue.StructType, keep: tuple[str, ...] | None = None
) -> glue.StructType:
    """The same for whole records: where no function returned any, they are as they were `before`."""
    settled = settle(kind, before, keep)
    return settled if isinstance(settled, glue.StructType) else before


def _below(keep: tuple[str, ...] | None, name: str) -> tuple[str, ...] | None:
    return keep[1:] if keep and keep[0] == name else None


def _settled_choice(kind: glue.ChoiceType, before: glue.DataType | None) -> glue.DataType:
    known = before.choices if isinstance(before, glue.ChoiceType) else {}
    if before is not None and not known:
        known = {before.typeName(): before}
    settled: glue.DataType = glue.NullType()
    has_long = "long" in kind.choices or "long" in known
    for name, choice in kind.choices.items():
        one = settle(choice, known.get(name))
        wide = has_long and name == "int" and not isinstance(known.get(name), glue.IntegerType)
        settled = merge(settled, glue.LongType() if wide else one)
    return settled


def _settled_number(kind: glue.DataType, before: glue.DataType | None) -> glue.DataType:
    if isinstance(kind, glue.IntegerType):
        small = before is not None and before.typeName() in ("byte", "short", "int")
        return kind if small else glue.LongType()
    if isinstance(kind, glue.DoubleType) and isinstance(before, glue.FloatType):
        return before
    if isinstance(kind, glue.DecimalType) and isinstance(before, glue.DecimalType):
        merged = merge(kind, before)
        return before if merged == before else merged
    return kind
