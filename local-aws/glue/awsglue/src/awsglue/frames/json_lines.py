"""The records of a frame as lines of JSON: a choice is written as the value that it has."""

import json
from base64 import b64encode
from datetime import date, datetime
from decimal import Decimal

from awsglue import gluetypes as glue
from awsglue.records.row_values import reader
from pyspark import RDD
from pyspark.sql import DataFrame


def json_lines(data_frame: DataFrame, kind: glue.StructType | None) -> RDD:
    """A line a record. `kind` is given where Spark's schema cannot tell the type."""
    if kind is None:
        return data_frame.toJSON()
    return data_frame.rdd.mapPartitions(lambda rows: map(_line, map(reader(kind), rows)))


def _line(record: dict) -> str:
    return json.dumps(_present(record), separators=(",", ":"), ensure_ascii=False, default=_text)


def _present(value):
    if isinstance(value, dict):
        return {name: _present(part) for name, part in value.items() if part is not None}
    return [_present(part) for part in value] if isinstance(value, list) else value


def _text(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, (bytes, bytearray)) else str(value)
