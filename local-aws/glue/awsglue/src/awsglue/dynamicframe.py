"""DynamicFrame over a Spark DataFrame.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html

A frame whose schema Spark can tell is just its DataFrame. Where it has choices or fields without any value,
the frame also keeps Glue's schema; in the DataFrame a choice is a struct with a field for each of its types.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awsglue.dynamicframe_collection import DynamicFrameCollection
from awsglue.frame_transforms import FrameTransforms
from awsglue.not_supported import NotSupportedError
from pyspark.sql import DataFrame

# the rest is imported where it is used: a job that only reads and writes does not wait for it
if TYPE_CHECKING:
    from awsglue import gluetypes as glue
    from awsglue.errors import FrameErrors
    from awsglue.nodes import Parts

__all__ = ["DynamicFrame", "DynamicFrameCollection", "ResolveOption"]


@dataclass(frozen=True)
class ResolveOption:
    """How `toDF` resolves a choice: "KeepAsStruct", or "Project" or "Cast" to the type `target`."""

    path: str
    action: str
    target: Any = None


class DynamicFrame(FrameTransforms):
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

    @staticmethod
    def fromDF(dataframe: DataFrame, glue_ctx, name: str = "") -> "DynamicFrame":
        """The DataFrame as a DynamicFrame."""
        return DynamicFrame(dataframe, glue_ctx, name)

    def toDF(self, options: list[ResolveOption] | None = None) -> DataFrame:
        """The Spark DataFrame. A choice that `options` do not resolve is a struct with a field a type."""
        if not options:
            return self._data_frame
        from awsglue.transforms.resolve_choice import resolved_by_options

        return resolved_by_options(self, options)._data_frame

    def count(self) -> int:
        """How many records there are."""
        return self._data_frame.count()

    def schema(self) -> "glue.StructType":
        """The frame's schema in Glue's types."""
        from awsglue.spark_types import glue_type

        return self._schema or glue_type(self._data_frame.schema)

    def printSchema(self) -> None:
        """Prints the schema as a tree."""
        from awsglue.gluetypes import tree

        print(tree(self.schema()))

    def show(self, num_rows: int = 20) -> None:
        """Prints the first records, a JSON object a line."""
        from awsglue.json_lines import json_lines

        for line in json_lines(self._data_frame, self._schema).take(num_rows):
            print(line)

    def getNumPartitions(self) -> int:
        """How many partitions there are."""
        return self._data_frame.rdd.getNumPartitions()

    def write(
        self,
        connection_type: str,
        connection_options: dict | None = None,
        format: str | None = None,
        format_options: dict | None = None,
        accumulator_size: int = 0,
    ) -> "DynamicFrame":
        """Writes the records as `write_dynamic_frame.from_options` does."""
        return self.glue_ctx.write_dynamic_frame_from_options(
            self, connection_type, connection_options, format, format_options
        )

    def errorsCount(self) -> int:
        """How many records became error records up to this frame."""
        return self._errors.count()

    def stageErrorsCount(self) -> int:
        """How many records became error records in the making of this frame."""
        return self._errors.stage_count()

    def errorsAsDynamicFrame(self) -> "DynamicFrame":
        """The error records, each in the field `error`: the call, the message and the record."""
        spark = self._data_frame.sparkSession
        return DynamicFrame(self._errors.to_data_frame(spark), self.glue_ctx, f"{self.name}_errors")

    def assertErrorThreshold(self) -> None:
        """Raises `ErrorThresholdExceeded` where a threshold given to the frame's transform is reached."""
        self._errors.check(self.name, *self._thresholds)

    def parts(self) -> "Parts":
        """The top-level fields with their types, for the transforms."""
        from awsglue.nodes import parts_of_schema

        return parts_of_schema(self.schema())

    def of_parts(self, parts: "Parts") -> "DynamicFrame":
        """A frame of this one's records with other fields, for the transforms."""
        from awsglue.nodes import schema_of_parts

        schema = schema_of_parts(parts)
        columns = [node.column.alias(name) for name, node in parts.items()]
        return self.derived(self._data_frame.select(*columns), schema)

    def derived(
        self, data_frame: DataFrame, schema: "glue.StructType | None", errors: "FrameErrors | None" = None
    ) -> "DynamicFrame":
        """A frame made from this one, for the transforms. `schema` is None where Spark can tell it."""
        return DynamicFrame(data_frame, self.glue_ctx, self.name, schema, errors or self._errors.after())

    def limited(self, stage_threshold: int, total_threshold: int) -> "DynamicFrame":
        """The frame itself. Raises `ErrorThresholdExceeded` where a threshold (not 0) is reached."""
        self._thresholds = (stage_threshold, total_threshold)
        if any(self._thresholds):
            self.assertErrorThreshold()
        return self

    @property
    def _errors(self) -> "FrameErrors":
        from awsglue.errors import FrameErrors

        return self._known_errors or FrameErrors()

    def __getattr__(self, name: str):
        raise NotSupportedError(f"DynamicFrame.{name}")


def _beyond_spark(schema: "glue.StructType") -> "glue.StructType | None":
    from awsglue.spark_types import needs_glue

    return schema if needs_glue(schema) else None
