"""Python functions over the records of a frame: those that raise leave error records."""

import sys
from collections.abc import Callable, Iterable, Iterator

from awsglue import gluetypes as glue
from awsglue.fields.spark_types import spark_schema
from awsglue.frames.error_records import call_site, error_record, type_of_all
from awsglue.records.record_types import settle_record, shape_of, type_of
from awsglue.records.row_values import reader, writer
from pyspark import RDD
from pyspark.sql import DataFrame


def filtered(data_frame: DataFrame, kind: glue.StructType, f: Callable, info: str) -> tuple[DataFrame, RDD]:
    """The rows for which `f(record)` is true, and the error records."""
    site = call_site()

    def run(rows: Iterable) -> Iterator[tuple]:
        read = reader(kind)
        for row in rows:
            try:
                yield (True, row) if f(read(row)) else (False, None)
            except Exception as error:
                yield False, error_record(error, site, info, read(row))

    tagged = data_frame.rdd.mapPartitions(run)
    kept = tagged.filter(lambda pair: pair[0]).map(lambda pair: pair[1])
    rows = data_frame.sparkSession.createDataFrame(kept, data_frame.schema, verifySchema=False)
    return rows, _errors(tagged)


def mapped_records(
    data_frame: DataFrame,
    kind: glue.StructType,
    f: Callable,
    info: str,
    keep: tuple[str, ...] | None = None,
) -> tuple[DataFrame, glue.StructType, RDD]:
    """What `f(record)` returns, its type as worked out from all records, and the error records.

    The field at the path `keep` has the type that its values have: its whole numbers are not made long.
    """
    site = call_site()

    def run(rows: Iterable) -> Iterator[tuple]:
        read = reader(kind)
        for row in rows:
            try:
                record = f(read(row))
                shape = shape_of(record)
                if shape[0] != "struct":
                    raise TypeError(f"The function returned {record!r}, not a record.")
                yield True, record
            except Exception as error:
                yield False, error_record(error, site, info, read(row))

    tagged = data_frame.rdd.mapPartitions(run).cache()
    parts = tagged.mapPartitions(_summary).collect()
    _warn(sum(errors for _, errors in parts), info)
    result = settle_record(type_of_all(part for part, _ in parts), kind, keep)
    records = tagged.filter(lambda pair: pair[0]).map(lambda pair: pair[1])
    rows = records.mapPartitions(lambda part: map(writer(result), part))
    made = data_frame.sparkSession.createDataFrame(rows, spark_schema(result), verifySchema=False)
    return made, result, _errors(tagged)


def _summary(pairs: Iterable[tuple]) -> list[tuple[glue.DataType, int]]:
    errors = 0

    def records() -> Iterator:
        nonlocal errors
        for good, record in pairs:
            if good:
                yield record
            else:
                errors += 1

    return [(type_of(records()), errors)]


def _errors(tagged: RDD) -> RDD:
    return tagged.filter(lambda pair: not pair[0] and pair[1] is not None).map(lambda pair: pair[1])


def _warn(errors: int, info: str) -> None:
    if errors:
        label = f" ({info})" if info else ""
        print(
            f"A function{label} raised for {errors} records. "
            "They are left out: errorsAsDynamicFrame() shows them.",
            file=sys.stderr,
        )
