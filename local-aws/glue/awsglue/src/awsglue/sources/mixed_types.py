"""Where what a reader has read becomes a DynamicFrame."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from awsglue.dynamicframe import DynamicFrame
from awsglue.frames.single_row import single_row
from pyspark.sql import DataFrame

_NUMBER = re.compile(r"(tiny|small|big)?int|integer|float|double|decimal\b.*", re.IGNORECASE)


@dataclass(frozen=True)
class RecordSource:
    """Where records come from: for what Spark's one type a column does not tell of them.

    `format` is Spark's name of the files' format. `read(schema, **options)` reads the same records again with
    other types and options of Spark's reader. `types` are those that the catalog gave, by column.
    """

    format: str
    read: Callable[..., DataFrame]
    types: dict[str, str] | None = None


def dynamic_frame(rows: DataFrame, source: RecordSource, glue_ctx, name: str) -> DynamicFrame:
    """The rows of a source as a DynamicFrame. Every reader of files ends here.

    Of JSON without a table, a field with values of several types is a choice. A table's columns have the
    table's types; of CSV, a column of numbers with texts among them is a choice.
    Else what does not fit is null.
    """
    if source.format == "json" and source.types is None and _has_strings(rows):
        # where values differ in their types, Spark calls all of them strings
        records = source.read(singleVariantColumn="record")
        if records.columns == ["record"] and "VARIANT" in _merged_type(records):
            from awsglue.sources.text_records import json_frame

            return json_frame(records.selectExpr("to_json(record) AS record"), glue_ctx, name)
    given = source.types or {}
    numbers = {column: kind for column, kind in given.items() if _NUMBER.fullmatch(kind)}
    if source.format == "csv" and numbers:
        from awsglue.sources.text_records import typed_frame

        types = {**given, **dict.fromkeys(numbers, "string")}
        cells = source.read(", ".join(f"`{column}` {kind}" for column, kind in types.items()))
        return typed_frame(cells, numbers, glue_ctx, name)
    return DynamicFrame(rows, glue_ctx, name)


def _has_strings(rows: DataFrame) -> bool:
    return '"string"' in rows.schema.json()


def _merged_type(records: DataFrame) -> str:
    return single_row(records.selectExpr("schema_of_variant_agg(record)"))[0] or ""
