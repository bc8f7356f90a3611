"""Error records: the records for which a function raised."""

import traceback
from collections.abc import Iterable
from pathlib import Path

from awsglue import gluetypes as glue
from awsglue.fields.spark_types import spark_schema
from awsglue.records.record_types import merge, settle_record, type_of
from awsglue.records.row_values import writer
from pyspark import RDD
from pyspark.sql import DataFrame, SparkSession

_PACKAGE = str(Path(__file__).parents[1])


class ErrorThresholdExceeded(Exception):
    """More error records than a transform was allowed to make."""


class FrameErrors:
    """The error records that led to a frame: those of its own stage, and those of the frames before it.

    An error record is a dict, as `error_record` makes it. They are worked out when they are asked for.
    """

    def __init__(self, earlier: Iterable[RDD] = (), own: RDD | None = None) -> None:
        self._earlier = list(dict.fromkeys(earlier))
        self._own = own

    def stages(self) -> list[RDD]:
        """The error records stage by stage."""
        return self._earlier if self._own is None else [*self._earlier, self._own]

    def after(self, *others: "FrameErrors", own: RDD | None = None) -> "FrameErrors":
        """The errors of a frame made of this one and of others."""
        return FrameErrors([stage for errors in (self, *others) for stage in errors.stages()], own)

    def stage_count(self) -> int:
        """How many records the frame's own stage could not make."""
        return 0 if self._own is None else self._own.count()

    def count(self) -> int:
        """How many records are missing in all."""
        return sum(stage.count() for stage in self.stages())

    def check(self, name: str, stage_threshold: int, total_threshold: int) -> None:
        """Raises `ErrorThresholdExceeded` where a threshold is reached; 0 is none."""
        counts = (
            ("stageThreshold", stage_threshold, self.stage_count),
            ("totalThreshold", total_threshold, self.count),
        )
        for word, threshold, count in counts:
            found = count() if threshold else 0
            if threshold and found >= threshold:
                first = next(record for stage in reversed(self.stages()) for record in stage.take(1))
                raise ErrorThresholdExceeded(
                    f"The frame {name!r} has {found} error records, its {word} is {threshold}. "
                    f"Detail: {first['msg']}. "
                    "How to solve: look at the records with errorsAsDynamicFrame(), or raise the threshold."
                )

    def to_data_frame(self, spark: SparkSession) -> DataFrame:
        """A row an error record, in the column `error`."""
        stages = [stage.map(lambda record: {"error": record}) for stage in self.stages()]
        records = spark.sparkContext.union(stages) if stages else spark.sparkContext.emptyRDD()
        found = records.mapPartitions(lambda part: [type_of(part)]).collect()
        kind = settle_record(type_of_all(found), glue.StructType([glue.Field("error", _EMPTY)]))
        return spark.createDataFrame(records.map(writer(kind)), spark_schema(kind), verifySchema=False)


_EMPTY = glue.StructType(
    [
        glue.Field(
            "callsite",
            glue.StructType([glue.Field("site", glue.StringType()), glue.Field("info", glue.StringType())]),
        ),
        glue.Field("msg", glue.StringType()),
        glue.Field("stackTrace", glue.StringType()),
    ]
)


def type_of_all(kinds: Iterable[glue.DataType]) -> glue.DataType:
    """The type of values of all the types."""
    found: glue.DataType = glue.NullType()
    for kind in kinds:
        found = merge(found, kind)
    return found


def call_site() -> str:
    """The lines of the script that led here."""
    return "".join(traceback.format_list([line for line in traceback.extract_stack() if not _ours(line)]))


def _ours(line: traceback.FrameSummary) -> bool:
    return line.filename.startswith(_PACKAGE)


def error_record(error: Exception, site: str, info: str, record: object) -> dict:
    """What an error record tells: where the script called, what was raised, and the record itself."""
    return {
        "callsite": {"site": site, "info": info},
        "msg": f"{type(error).__name__}: {error}",
        "stackTrace": "".join(traceback.format_exception(error)),
        "dynamicRecord": record,
    }
