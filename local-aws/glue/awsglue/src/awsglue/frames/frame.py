"""What transforms know of a DynamicFrame: its rows, its schema, its errors, and how a frame is made from it.

A frame whose schema Spark can tell is just its DataFrame. Where it has choices or fields without any value,
the frame also keeps Glue's schema; in the DataFrame a choice is a struct with a field for each of its types.
"""

from typing import TYPE_CHECKING, TypeVar

from pyspark.sql import DataFrame

# imported where it is used: a job that only reads and writes does not wait for it
if TYPE_CHECKING:
    from awsglue import gluetypes as glue
    from awsglue.fields.typed_column import Parts
    from awsglue.frames.error_records import FrameErrors
    from typing_extensions import Self


class Frame:
    """A table of records. `glue_ctx` is the GlueContext that made it, `name` is for messages only."""

    def __init__(
        self,
        data_frame: DataFrame,
        glue_ctx,
        name: str = "",
        schema: "glue.StructType | None" = None,
        errors: "FrameErrors | None" = None,
    ) -> None:
        self._data_frame = data_frame
        self._schema = None if schema is None else _beyond_spark(schema)
        self._known_errors = errors
        self._thresholds = (0, 0)
        self.glue_ctx = glue_ctx
        self.name = name

    def toDF(self) -> DataFrame:
        """The Spark DataFrame."""
        return self._data_frame

    def schema(self) -> "glue.StructType":
        """The frame's schema in Glue's types."""
        from awsglue.fields.spark_types import struct_type

        return self._schema or struct_type(self._data_frame.schema)

    def parts(self) -> "Parts":
        """The top-level fields with their types, for the transforms."""
        from awsglue.fields.typed_column import parts_of_schema

        return parts_of_schema(self.schema())

    def of_parts(self, parts: "Parts") -> "Self":
        """A frame of this one's records with other fields, for the transforms."""
        from awsglue.fields.typed_column import schema_of_parts

        columns = [typed.column.alias(name) for name, typed in parts.items()]
        return self.derived(self._data_frame.select(*columns), schema_of_parts(parts))

    def derived(
        self, data_frame: DataFrame, schema: "glue.StructType | None", errors: "FrameErrors | None" = None
    ) -> "Self":
        """A frame made from this one, for the transforms. `schema` is None where Spark can tell it."""
        return type(self)(data_frame, self.glue_ctx, self.name, schema, errors or self._errors.after())

    def limited(self, stage_threshold: int, total_threshold: int) -> "Self":
        """The frame itself. Raises `ErrorThresholdExceeded` where a threshold (not 0) is reached."""
        self._thresholds = (stage_threshold, total_threshold)
        if any(self._thresholds):
            self.assertErrorThreshold()
        return self

    def assertErrorThreshold(self) -> None:
        """Raises `ErrorThresholdExceeded` where a threshold given to the frame's transform is reached."""
        self._errors.check(self.name, *self._thresholds)

    @property
    def _errors(self) -> "FrameErrors":
        from awsglue.frames.error_records import FrameErrors

        return self._known_errors or FrameErrors()


def _beyond_spark(schema: "glue.StructType") -> "glue.StructType | None":
    from awsglue.fields.spark_types import needs_glue

    return schema if needs_glue(schema) else None


FrameType = TypeVar("FrameType", bound=Frame)
"""The class of a frame, which what is made of it has, too."""
