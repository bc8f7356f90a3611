"""Rules about the values of one column."""

from collections.abc import Mapping

from pyspark.sql import Column
from pyspark.sql import functions as F

from awsgluedq.dqdl.checks.check import Check, Scope, ratio
from awsgluedq.dqdl.checks.conditions import column_holds, number_holds
from awsgluedq.dqdl.checks.outcome import (
    CannotEvaluate,
    Outcome,
    judged,
    meets_threshold,
    nothing_to_measure,
    shown,
)
from awsgluedq.dqdl.model import Condition, Duration, Keyword, Now, Operand, Rule, date_of

#: Spark's names of DQDL's data types.
_TYPES = {
    "boolean": "boolean",
    "byte": "tinyint",
    "date": "date",
    "double": "double",
    "float": "float",
    "integer": "int",
    "long": "bigint",
    "short": "smallint",
    "string": "string",
    "timestamp": "timestamp",
}
_EXTREMES = {">": ["Minimum"], ">=": ["Minimum"], "<": ["Maximum"], "<=": ["Maximum"]}


def column_values(rule: Rule, scope: Scope) -> Check:
    """Numbers, texts or dates, each against the expression."""
    name, condition = rule.columns[0], rule.expression
    if any(isinstance(operand, float) for operand in condition.operands):
        number = scope.number(name) if rule.threshold is None else scope.column(name).try_cast("double")
        return _numbers(rule, scope, number, "{}", "ColumnValues")
    if condition.operator.removeprefix("not ") == "matches":
        row = F.regexp_extract(scope.column(name).cast("string"), str(condition.operands[0]), 0) != ""
        row = F.coalesce(~row if condition.operator.startswith("not ") else row, _if_null(condition))
    elif _is_about_dates(condition, scope.type_of(name)):
        return _share(
            rule, scope, _date_row(condition, scope.column(name), scope.type_of(name)), "ColumnValues"
        )
    else:
        row = column_holds(condition, scope.column(name).cast("string"), _same, F.lit)
    return _compliance(rule, scope, row, "ColumnValues")


def column_length(rule: Rule, scope: Scope) -> Check:
    """How long the texts are; null counts as empty."""
    length = F.length(F.coalesce(scope.column(rule.columns[0]).cast("string"), F.lit(""))).cast("double")
    return _numbers(rule, scope, length, "{}Length", "ColumnLength")


def column_data_type(rule: Rule, scope: Scope) -> Check:
    """Whether the values can be read as a type."""
    text = scope.column(rule.columns[0]).cast("string")
    fits = [_reads_as(text, str(operand), rule.date_format) for operand in rule.expression.operands]
    row = fits[0]
    for other in fits[1:]:
        row = row | other
    is_denied = rule.expression.operator.startswith("not ") or rule.expression.operator == "!="
    return _share(rule, scope, ~row if is_denied else row, "ColumnDataType")


def data_freshness(rule: Rule, scope: Scope) -> Check:
    """The time from each value to now. A date without a time is as old as its day."""
    name = rule.columns[0]
    value = scope.column(name)
    text = value.cast("string")
    seconds = F.unix_seconds(F.current_timestamp()) - F.unix_seconds(text.try_cast("timestamp"))
    days = F.datediff(F.current_date(), text.try_cast("date")) * 86400
    age = F.when(text.rlike(r"^\d{4}-\d{2}-\d{2}$"), days).otherwise(seconds)
    row = column_holds(rule.expression, age, _same, _seconds)
    return _share(rule, scope, F.coalesce(row, F.lit(False)), "DataFreshness")


def _seconds(operand: Operand) -> Column:
    """Raises `CannotEvaluate` for what is no duration."""
    if not isinstance(operand, Duration):
        raise CannotEvaluate(f"{operand} is no duration")
    return F.lit(operand.length.total_seconds())


def _numbers(rule: Rule, scope: Scope, value: Column, extreme: str, what: str) -> Check:
    """A rule on numbers: judged by the extremes where it can be, else by the share of good rows."""
    condition, name = rule.expression, rule.columns[0]
    row = F.coalesce(column_holds(condition, value, _same, F.lit), _if_null(condition))
    share_metric = f"Column.{name}.{what}.Compliance"
    by_extremes = condition.operator in (*_EXTREMES, "=", "between") and rule.threshold is None
    kinds = _EXTREMES.get(condition.operator, ["Minimum", "Maximum"])
    bounds = {"Minimum": F.min(scope.only(value)), "Maximum": F.max(scope.only(value))}

    def judge(found: Mapping) -> Outcome:
        share = found["share"]
        extremes = {f"Column.{name}.{extreme.format(kind)}": found[kind] for kind in kinds}
        if share is None or (by_extremes and None in extremes.values()):
            return nothing_to_measure(f"{kinds[0]}({name},None)")
        if not by_extremes:
            metrics = {key: one for key, one in extremes.items() if one is not None}
            return judged(meets_threshold(rule.threshold, share), share, {**metrics, share_metric: share})
        bad = [one for one in dict.fromkeys(extremes.values()) if not number_holds(condition, one)]
        reasons = [f"Value: {shown(one)} does not meet the constraint requirement!" for one in bad or [share]]
        return Outcome(*(("Passed", None) if share == 1 else ("Failed", ", ".join(reasons))), extremes)

    measures = {"share": ratio(scope, row), **{kind: bounds[kind] for kind in kinds}}
    return Check(judge, measures, scope.only(row))


def _compliance(rule: Rule, scope: Scope, row: Column, what: str) -> Check:
    name = rule.columns[0]

    def judge(found: Mapping) -> Outcome:
        share = found["share"]
        if share is None:
            return nothing_to_measure(f"Compliance({name},None)")
        return judged(
            meets_threshold(rule.threshold, share), share, {f"Column.{name}.{what}.Compliance": share}
        )

    return Check(judge, {"share": ratio(scope, row)}, scope.only(row))


def _share(rule: Rule, scope: Scope, row: Column, what: str) -> Check:
    """A rule that says how many rows are good."""

    def judge(found: Mapping) -> Outcome:
        share = found["share"]
        if share is None:
            return Outcome("Passed", "No rows matched the filter")
        metrics = {f"Column.{rule.columns[0]}.{what}.Compliance": share}
        if meets_threshold(rule.threshold, share):
            return Outcome("Passed", metrics=metrics)
        reason = f"Value: {shown(share)} does not meet the constraint requirement."
        if rule.threshold is None:
            reason = f"{share * 100:.2f}% of rows passed"
        return Outcome("Failed", reason, metrics)

    return Check(judge, {"share": ratio(scope, row)}, scope.only(row))


def _same(value: Column, operand: Column | Keyword) -> Column:
    """Never null: a missing value is none of the others."""
    if operand is Keyword.NULL:
        return value.isNull()
    if operand is Keyword.EMPTY:
        found = value == ""
    elif operand is Keyword.WHITESPACES_ONLY:
        found = (F.length(value) > 0) & (F.trim(value) == "")
    else:
        found = value == operand
    return F.coalesce(found, F.lit(False))


def _if_null(condition: Condition) -> Column:
    """A null is passed over by what orders or denies, and fails what asks for a certain value."""
    return F.lit(condition.operator.startswith("not ") or condition.operator not in ("=", "in", "matches"))


def _is_about_dates(condition: Condition, column_type: str) -> bool:
    dates = [date_of(operand) for operand in condition.operands if not isinstance(operand, Keyword)]
    is_ordered = condition.operator.removeprefix("not ") in (*_EXTREMES, "between")
    is_date = column_type == "date" or column_type.startswith("timestamp")
    return None not in dates and (is_ordered or is_date or any(isinstance(one, Now) for one in dates))


def _date_row(condition: Condition, column: Column, column_type: str) -> Column:
    has_time = column_type != "date" and any(isinstance(operand, Now) for operand in condition.operands)
    kind = "timestamp" if has_time else "date"

    def literal(operand: Operand) -> Column:
        if isinstance(operand, Now):
            moment = F.current_timestamp() + F.lit(operand.offset)
            return moment.cast(kind)
        return F.lit(str(operand)).cast(kind)

    row = column_holds(condition, column.cast("string").try_cast(kind), _same, literal)
    return F.coalesce(row, _if_null(condition) & column.isNull())


def _reads_as(text: Column, type_name: str, date_format: str | None) -> Column:
    name = type_name.lower().replace(" ", "")
    if name in ("date", "timestamp") and date_format is not None:
        return F.try_to_timestamp(text, F.lit(date_format)).isNotNull()
    if name not in _TYPES and not (name.startswith("decimal(") and name.endswith(")")):
        raise CannotEvaluate(f"Unrecognized data type: {type_name}")
    return text.try_cast(_TYPES.get(name, name)).isNotNull()
