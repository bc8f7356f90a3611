"""The answer of a query that has one row."""

from pyspark.sql import DataFrame, Row


def single_row(frame: DataFrame) -> Row:
    """The row of an aggregate without groups. Raises `ValueError` where there is none."""
    row = frame.first()
    if row is None:
        raise ValueError("The query has no row.")
    return row
