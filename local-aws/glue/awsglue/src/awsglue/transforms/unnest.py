"""UnnestFrame.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-UnnestFrame.html
"""

from awsglue import gluetypes as glue
from awsglue.fields.typed_column import Parts, TypedColumn, mapped, parts_of, struct_of
from awsglue.frames.frame import FrameType
from awsglue.transforms.transform import GlueTransform


class UnnestFrame(GlueTransform):
    """Makes the fields of structs top-level fields."""

    def __call__(self, frame, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame.unnest(transformation_ctx, info, stageThreshold, totalThreshold)


def unnest(frame: FrameType) -> FrameType:
    """The frame without structs but those in arrays, whose fields are called `<array>.val.<field>`."""
    flat = {}
    for name, typed in flattened(frame.parts()).items():
        is_nested = isinstance(typed.type, glue.ArrayType) and isinstance(
            typed.type.elementType, glue.StructType
        )
        flat[name] = mapped(typed, lambda one, name=name: _element(one, name)) if is_nested else typed
    return frame.of_parts(flat)


def flattened(parts: Parts, prefix: str = "") -> Parts:
    """The fields with those of structs in their place, under names with dots."""
    flat = {}
    for name, typed in parts.items():
        if isinstance(typed.type, glue.StructType):
            flat.update(flattened(parts_of(typed), f"{prefix}{name}."))
        else:
            flat[f"{prefix}{name}"] = typed
    return flat


def _element(element: TypedColumn, array: str) -> TypedColumn:
    return struct_of(flattened(parts_of(element), f"{array}.val."), element.column.isNotNull())
