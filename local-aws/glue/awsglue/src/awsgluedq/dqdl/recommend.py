"""Proposes rules that the data meets today.

https://docs.aws.amazon.com/glue/latest/dg/data-quality-getting-started.html
"""

import math
from decimal import Decimal

from awsglue.frames.single_row import single_row
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import NumericType, StringType, StructField

#: So many different texts, and no more, are taken for a closed list.
_MOST_CHOICES = 10
#: The least share of different values that is asked of what looks like a key.
_KEY_SHARE = 0.95


def recommend(frame: DataFrame) -> str:
    """A ruleset in DQDL: the number of rows, and for each column what its values show."""
    fields = frame.schema.fields
    measures = [measure for at, field in enumerate(fields) for measure in _measures(at, field)]
    found = single_row(frame.agg(F.count(F.lit(1)).alias("rows"), *measures)).asDict()
    rows = found["rows"]
    rules = [f"RowCount between {rows // 2} and {2 * rows}"]
    for at, field in enumerate(fields):
        present = found[f"present{at}"]
        if present > 0 and '"' not in field.name:
            name = f'"{field.name}"'
            rules.append(_completeness(name, present, rows))
            if isinstance(field.dataType, NumericType):
                rules += _numbers(name, found, at)
            elif isinstance(field.dataType, StringType):
                rules += _texts(name, found, at, frame.select(F.col(f"`{field.name}`")))
    return "Rules = [\n    " + ",\n    ".join(rules) + "\n]"


def _measures(at: int, field: StructField) -> list:
    column = F.col(f"`{field.name}`")
    measures = [F.count(column).alias(f"present{at}")]
    is_number = isinstance(field.dataType, NumericType)
    if is_number or isinstance(field.dataType, StringType):
        measured = column if is_number else F.length(F.coalesce(column, F.lit("")))
        measures += [
            F.min(measured).alias(f"low{at}"),
            F.max(measured).alias(f"high{at}"),
            F.count_distinct(column).alias(f"distinct{at}"),
        ]
    if is_number:
        measures.append(F.stddev_pop(column.cast("double")).alias(f"spread{at}"))
    return measures


def _completeness(name: str, present: int, rows: int) -> str:
    return f"IsComplete {name}" if present == rows else f"Completeness {name} >= {_down(present / rows)}"


def _uniqueness(name: str, found: dict, at: int) -> list[str]:
    is_key = 1 < found[f"present{at}"] == found[f"distinct{at}"]
    return [f"Uniqueness {name} > {_KEY_SHARE}"] if is_key else []


def _numbers(name: str, found: dict, at: int) -> list[str]:
    rules = _uniqueness(name, found, at)
    low, high, spread = found[f"low{at}"], found[f"high{at}"], found[f"spread{at}"]
    if math.isfinite(low) and math.isfinite(high):
        rules.append(f"ColumnValues {name} between {_plain(low)} and {_plain(high)}")
    if math.isfinite(spread) and spread > 0:
        rules.append(f"StandardDeviation {name} between {_down(0.95 * spread)} and {_up(1.05 * spread)}")
    return rules


def _texts(name: str, found: dict, at: int, column: DataFrame) -> list[str]:
    rules = _uniqueness(name, found, at)
    if not rules and found[f"distinct{at}"] <= _MOST_CHOICES and found[f"present{at}"] == found["rows"]:
        choices = sorted(row[0] for row in column.distinct().collect())
        if not any(mark in choice for choice in choices for mark in '"\\'):
            listed = ", ".join(f'"{choice}"' for choice in choices)
            rules.append(f"ColumnValues {name} in [{listed}]")
    rules.append(f"ColumnLength {name} between {found[f'low{at}']} and {found[f'high{at}']}")
    return rules


def _plain(value: float | int | Decimal) -> str:
    """A number without an exponent, which DQDL does not have."""
    return format(Decimal(str(value)), "f")


def _down(value: float) -> str:
    return format(math.floor(value * 100) / 100, ".2f")


def _up(value: float) -> str:
    return format(math.ceil(value * 100) / 100, ".2f")
