"""CustomSql: a query over the view `primary` and the views of the other data sources."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from awsgluedq.dqdl.checks.check import Check, Scope
from awsgluedq.dqdl.checks.outcome import (
    CannotEvaluate,
    Outcome,
    compared,
    meets_threshold,
    nothing_to_measure,
)
from awsgluedq.dqdl.model import Rule

_FAILED = "Custom SQL response failed to satisfy the threshold"


def custom_sql(rule: Rule, scope: Scope) -> Check:
    """With an expression the query gives one number, without one it gives the rows that are good."""
    result = scope.frame.sparkSession.sql(rule.columns[0])
    return _good_rows(rule, scope, result) if rule.condition is None else _one_number(rule, result)


def _one_number(rule: Rule, result: DataFrame) -> Check:
    rows = result.take(2)
    if len(rows) != 1:
        raise CannotEvaluate("Custom SQL did not return exactly 1 row")
    value = None if rows[0][0] is None else float(rows[0][0])
    outcome = compared(rule.expression, value, "Dataset.*.CustomSQL", "CustomSQL")
    if outcome.status == "Failed" and value is not None:
        outcome = Outcome("Failed", _FAILED, outcome.metrics)
    return Check(lambda _: outcome)


def _good_rows(rule: Rule, scope: Scope, result: DataFrame) -> Check:
    known = {name.lower() for name in scope.frame.columns}
    strange = ", ".join(name for name in result.columns if name.lower() not in known)
    if strange:
        raise CannotEvaluate(
            "The columns returned from the SQL statement should only belong to the primary table: "
            f"{strange} not found"
        )
    renamed = {name: f"{scope.prefix}{at}" for at, name in enumerate(result.columns)}
    flag = f"{scope.prefix}good"
    good = result.toDF(*renamed.values()).distinct().withColumn(flag, F.lit(True))

    def prepare(frame: DataFrame) -> DataFrame:
        same = [F.col(f"`{name}`").eqNullSafe(F.col(other)) for name, other in renamed.items()]
        return frame.join(good, same, "left")

    def judge(found) -> Outcome:
        if found["ratio"] is None:
            return nothing_to_measure("CustomSQL")
        metrics = {"Dataset.*.CustomSQL.Compliance": found["ratio"]}
        if meets_threshold(rule.threshold, found["ratio"]):
            return Outcome("Passed", metrics=metrics)
        return Outcome("Failed", _FAILED, metrics)

    row = F.coalesce(F.col(flag), F.lit(False))
    return Check(judge, {"ratio": F.avg(row.cast("double"))}, row, prepare)
