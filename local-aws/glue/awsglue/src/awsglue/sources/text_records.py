"""Frames of text whose values have types of their own: JSON lines, and cells of CSV."""

import json

from awsglue import gluetypes as glue
from awsglue.dynamicframe import DynamicFrame
from awsglue.fields.casting import cast_to, named_type
from awsglue.fields.spark_types import struct_type
from awsglue.fields.typed_column import TypedColumn, choice_of, quoted, schema_of_parts
from awsglue.frames.error_records import FrameErrors
from awsglue.frames.record_functions import mapped_records
from awsglue.frames.single_row import single_row
from pyspark.sql import DataFrame
from pyspark.sql import functions as F


def json_frame(lines: DataFrame, glue_ctx, name: str = "") -> DynamicFrame:
    """The frame of a DataFrame with a column of JSON objects, one a row.

    A field with values of several types is a choice, and a line that does not parse is an error record.
    """
    column = lines.columns[0]
    kind = glue.StructType([glue.Field(column, glue.StringType())])
    rows, schema, errors = mapped_records(
        lines.select(quoted(column)), kind, lambda record: json.loads(record[column]), name, keep=()
    )
    return DynamicFrame(rows, glue_ctx, name, schema, FrameErrors(own=errors))


def typed_frame(cells: DataFrame, types: dict[str, str], glue_ctx, name: str = "") -> DynamicFrame:
    """The frame of a DataFrame, with the types that `types` name for columns of text.

    Such a column is a choice of its type and string where a cell that is not empty does not fit its type. To
    find out, the cells of all these columns are read once.
    """
    texts = {column: F.col(quoted(column)) for column in cells.columns}
    fields = {column: TypedColumn(texts[column], kind) for column, kind in _own_types(cells).items()}
    kinds = {column: named_type(kind, glue.StringType()) for column, kind in types.items()}
    checked = [column for column, kind in kinds.items() if not isinstance(kind, glue.StringType)]
    if not checked:
        return DynamicFrame(cells, glue_ctx, name)
    fields |= {column: cast_to(fields[column], kinds[column]) for column in checked}
    odd = {column: (texts[column] != "") & fields[column].column.isNull() for column in checked}
    has_odd = [F.coalesce(F.bool_or(odd[column]), F.lit(False)) for column in checked]
    found = single_row(cells.agg(*has_odd))
    for column, is_choice in zip(checked, found, strict=True):
        if is_choice:
            string = TypedColumn(F.when(odd[column], texts[column]), glue.StringType())
            parts = {kinds[column].typeName(): fields[column], "string": string}
            fields[column] = choice_of(parts, texts[column] != "")
    columns = [typed.column.alias(column) for column, typed in fields.items()]
    return DynamicFrame(cells.select(*columns), glue_ctx, name, schema_of_parts(fields))


def _own_types(frame: DataFrame) -> dict[str, glue.DataType]:
    return {field.name: field.dataType for field in struct_type(frame.schema)}
