"""Rules about the data set as a whole, and statistics of a column."""

from pyspark.sql import Column
from pyspark.sql import functions as F

from awsgluedq.dqdl.checks.check import Check, Scope
from awsgluedq.dqdl.checks.outcome import CannotEvaluate, Outcome, compared
from awsgluedq.dqdl.model import Rule


def row_count(rule: Rule, scope: Scope) -> Check:
    """How many rows there are."""
    return Check(
        lambda found: compared(rule.expression, found["rows"], "Dataset.*.RowCount", "Size(None)"),
        {"rows": F.count(scope.only(F.lit(1)))},
    )


def column_count(rule: Rule, scope: Scope) -> Check:
    """How many columns there are."""
    count = float(len(scope.frame.columns))
    return Check(lambda _: compared(rule.expression, count, "Dataset.*.ColumnCount", "ColumnCount()"))


def column_exists(rule: Rule, scope: Scope) -> Check:
    """Whether there is such a column."""
    try:
        scope.column(rule.columns[0])
    except CannotEvaluate:
        name = rule.columns[0]
        return Check(lambda _: Outcome("Failed", f"Column {name} does not exist in the dataset"))
    return Check(lambda _: Outcome("Passed"))


def mean(rule: Rule, scope: Scope) -> Check:
    """The average of a column."""
    return _statistic(rule, F.avg(scope.only(scope.number(rule.columns[0]))))


def total(rule: Rule, scope: Scope) -> Check:
    """The sum of a column."""
    return _statistic(rule, F.sum(scope.only(scope.number(rule.columns[0]))))


def standard_deviation(rule: Rule, scope: Scope) -> Check:
    """The standard deviation of a column, of the whole population."""
    return _statistic(rule, F.stddev_pop(scope.only(scope.number(rule.columns[0]))))


def distinct_values_count(rule: Rule, scope: Scope) -> Check:
    """How many different values a column has, null aside."""
    return _statistic(rule, F.count_distinct(scope.only(scope.column(rule.columns[0]))))


def column_correlation(rule: Rule, scope: Scope) -> Check:
    """Pearson's correlation of two columns."""
    left, right = (scope.only(scope.number(name)) for name in rule.columns)
    metric = f"Multicolumn.{','.join(rule.columns)}.ColumnCorrelation"
    analyzer = f"Correlation({','.join(rule.columns)},None)"
    return Check(
        lambda found: compared(rule.expression, found["value"], metric, analyzer),
        {"value": F.corr(left, right)},
    )


def _statistic(rule: Rule, measure: Column) -> Check:
    name = rule.columns[0]
    return Check(
        lambda found: compared(
            rule.expression, found["value"], f"Column.{name}.{rule.type}", f"{rule.type}({name},None)"
        ),
        {"value": measure},
    )
