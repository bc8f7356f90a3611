"""What one rule asks of a DataFrame."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import NumericType

from awsgluedq.dqdl.checks.outcome import CannotEvaluate, Outcome


@dataclass(frozen=True)
class Check:
    """The measures of all rules are taken in one pass over the data; each rule is judged by its own.

    `row` says whether a row meets the rule, null where the rule does not look at it; None where a rule is
    about the data set only. `prepare` adds the columns that the measures and `row` need.
    """

    judge: Callable[[Mapping[str, Any]], Outcome]
    measures: dict[str, Column] = field(default_factory=dict)
    row: Column | None = None
    prepare: Callable[[DataFrame], DataFrame] = lambda frame: frame


class Scope:
    """The rows and columns that a rule looks at."""

    def __init__(self, frame: DataFrame, references: Mapping[str, DataFrame], where: str | None, prefix: str):
        self.frame = frame
        self.references = references
        self.prefix = prefix
        self.filter = F.lit(True)
        if where is not None:
            try:
                frame.where(where)
            except Exception:
                raise CannotEvaluate("The provided where clause is invalid") from None
            self.filter = F.coalesce(F.expr(where), F.lit(False))

    def only(self, value: Column) -> Column:
        """The value in the rows that the where clause keeps, null in the others."""
        return F.when(self.filter, value)

    def column(self, name: str) -> Column:
        """A column by its name in any case. Raises `CannotEvaluate`."""
        return F.col(f"`{self._field(name).name}`")

    def number(self, name: str) -> Column:
        """A column of numbers. Raises `CannotEvaluate`."""
        kind = self._field(name).dataType
        if not isinstance(kind, NumericType):
            raise CannotEvaluate(
                f"Expected type of column {name} to be one of (ByteType,ShortType,IntegerType,LongType,"
                f"FloatType,DoubleType,DecimalType), but found {type(kind).__name__} instead!"
            )
        return self.column(name).cast("double")

    def type_of(self, name: str) -> str:
        """Spark's name of a column's type, such as `bigint`."""
        return self._field(name).dataType.simpleString()

    def _field(self, name: str):
        wanted = name.strip("`").lower()
        for one in self.frame.schema.fields:
            if one.name.lower() == wanted:
                return one
        raise CannotEvaluate(f"Input data does not include column {name}!")


def ratio(scope: Scope, row: Column) -> Column:
    """The share of rows, of those that the rule looks at, for which `row` is true."""
    return F.avg(scope.only(row.cast("double")))
