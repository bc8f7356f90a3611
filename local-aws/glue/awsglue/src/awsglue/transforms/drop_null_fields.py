"""DropNullFields.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-DropNullFields.html
"""

from awsglue import gluetypes as glue
from awsglue.fields.typed_column import Parts, TypedColumn, mapped, parts_of, struct_of
from awsglue.transforms.transform import GlueTransform


class DropNullFields(GlueTransform):
    """Drops the fields of the type null: no record had a value of them when the schema was worked out."""

    def __call__(self, frame, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame.of_parts(_without_nulls(frame.parts())).limited(stageThreshold, totalThreshold)


def _without_nulls(parts: Parts) -> Parts:
    return {
        name: _inside(typed) for name, typed in parts.items() if not isinstance(typed.type, glue.NullType)
    }


def _inside(typed: TypedColumn) -> TypedColumn:
    if isinstance(typed.type, glue.StructType):
        inner = _without_nulls(parts_of(typed))
        return typed if len(inner) == 0 else struct_of(inner, typed.column.isNotNull())
    if isinstance(typed.type, glue.ArrayType) and isinstance(typed.type.elementType, glue.StructType):
        return mapped(typed, _inside)
    return typed
