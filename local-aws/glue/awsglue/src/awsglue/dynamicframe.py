"""DynamicFrame over a Spark DataFrame, and what reads and writes it.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html
"""

from awsglue.frames.collection import DynamicFrameCollection
from awsglue.frames.resolve_option import ResolveOption
from awsglue.not_supported import NotSupportedError
from awsglue.transforms.methods import TransformMethods
from pyspark.sql import DataFrame

__all__ = [
    "DynamicFrame",
    "DynamicFrameCollection",
    "DynamicFrameReader",
    "DynamicFrameWriter",
    "ResolveOption",
]


class DynamicFrame(TransformMethods):
    """A table of records. `glue_ctx` is the GlueContext that made it, `name` is for messages only."""

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

    def printSchema(self) -> None:
        """Prints the schema as a tree."""
        from awsglue.gluetypes import tree

        print(tree(self.schema()))

    def show(self, num_rows: int = 20) -> None:
        """Prints the first records, a JSON object a line."""
        from awsglue.frames.json_lines import json_lines

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

    def __getattr__(self, name: str):
        raise NotSupportedError(f"DynamicFrame.{name}")


class DynamicFrameReader:
    """`glue_context.create_dynamic_frame`: reads from where Glue's documentation names."""

    def __init__(self, glue_context) -> None:
        self.from_catalog = glue_context.create_dynamic_frame_from_catalog
        self.from_options = glue_context.create_dynamic_frame_from_options
        self.from_rdd = glue_context.create_dynamic_frame_from_rdd

    def __getattr__(self, name: str):
        raise NotSupportedError(f"create_dynamic_frame.{name}")


class DynamicFrameWriter:
    """`glue_context.write_dynamic_frame`: writes to where Glue's documentation names."""

    def __init__(self, glue_context) -> None:
        self.from_catalog = glue_context.write_dynamic_frame_from_catalog
        self.from_jdbc_conf = glue_context.write_dynamic_frame_from_jdbc_conf
        self.from_options = glue_context.write_dynamic_frame_from_options

    def __getattr__(self, name: str):
        raise NotSupportedError(f"write_dynamic_frame.{name}")
