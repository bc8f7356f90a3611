"""Join.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-join.html
"""

from functools import reduce

from awsglue import gluetypes as glue
from awsglue.fields.paths import find, split_path
from awsglue.fields.typed_column import Parts, TypedColumn
from awsglue.frames.frame import Frame, FrameType
from awsglue.transforms.transform import GlueTransform
from pyspark.sql import Column, DataFrame


class Join(GlueTransform):
    """The inner equality join of two frames. A key is a name, or a list of names."""

    def __call__(self, frame1, frame2, keys1, keys2, transformation_ctx=""):
        return frame1.join(_names(keys1), _names(keys2), frame2, transformation_ctx)


def join(frame1: FrameType, frame2: Frame, keys1: list[str], keys2: list[str]) -> FrameType:
    """The pairs of records with the same keys. Raises `ValueError` for a key that is not there."""
    names = [field.name for field in frame1.schema()]
    taken = {name.lower() for name in names}
    right = frame2.parts()
    renamed = {_free(name, taken): typed for name, typed in right.items()}
    # positions tell the columns of two frames apart that have the same names, or the same origin
    right_rows = frame2.toDF().toDF(*(f"right {position}" for position in range(len(right))))
    left_rows = frame1.toDF()
    left_parts = frame1.parts()
    right_parts = {
        name: _at(typed, right_rows, position) for position, (name, typed) in enumerate(right.items())
    }
    conditions = [
        _key(left_parts, one, "first") == _key(right_parts, other, "second")
        for one, other in zip(_names(keys1), _names(keys2), strict=True)
    ]
    joined = left_rows.join(right_rows, reduce(lambda a, b: a & b, conditions), "inner")
    fields = [*frame1.schema(), *(glue.Field(name, typed.type) for name, typed in renamed.items())]
    return frame1.derived(
        joined.toDF(*(field.name for field in fields)),
        glue.StructType(fields),
        frame1._errors.after(frame2._errors),
    )


def _at(typed: TypedColumn, rows: DataFrame, position: int) -> TypedColumn:
    return TypedColumn(rows[f"right {position}"], typed.type)


def _free(name: str, taken: set[str]) -> str:
    while name.lower() in taken:
        name = f".{name}"
    taken.add(name.lower())
    return name


def _key(parts: Parts, path: str, which: str) -> Column:
    typed = find(parts, split_path(path))
    if typed is None:
        raise ValueError(f"The {which} frame of the Join has no field {path!r}.")
    if isinstance(typed.type, glue.ChoiceType):
        raise ValueError(f"The key {path!r} of the Join is a choice: use ResolveChoice first.")
    return typed.column


def _names(keys: list[str] | str) -> list[str]:
    return [keys] if isinstance(keys, str) else list(keys)
