"""Evaluates a ruleset on a Spark DataFrame."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from awsglue.frames.single_row import single_row
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from awsgluedq.dqdl.checks.check import Check, Scope
from awsgluedq.dqdl.checks.custom_sql import custom_sql
from awsgluedq.dqdl.checks.dataset_checks import (
    column_correlation,
    column_count,
    column_exists,
    distinct_values_count,
    mean,
    row_count,
    standard_deviation,
    total,
)
from awsgluedq.dqdl.checks.key_checks import (
    completeness,
    entropy,
    primary_key,
    referential_integrity,
    unique_value_ratio,
    uniqueness,
)
from awsgluedq.dqdl.checks.outcome import CannotEvaluate, Outcome
from awsgluedq.dqdl.checks.value_checks import column_data_type, column_length, column_values, data_freshness
from awsgluedq.dqdl.model import AnyRule, Rule
from awsgluedq.dqdl.parser import parse

_CHECKS = {
    "ColumnCorrelation": column_correlation,
    "ColumnCount": column_count,
    "ColumnDataType": column_data_type,
    "ColumnExists": column_exists,
    "ColumnLength": column_length,
    "ColumnValues": column_values,
    "Completeness": completeness,
    "CustomSql": custom_sql,
    "DataFreshness": data_freshness,
    "DistinctValuesCount": distinct_values_count,
    "Entropy": entropy,
    "IsComplete": completeness,
    "IsPrimaryKey": primary_key,
    "IsUnique": uniqueness,
    "Mean": mean,
    "ReferentialIntegrity": referential_integrity,
    "RowCount": row_count,
    "StandardDeviation": standard_deviation,
    "Sum": total,
    "UniqueValueRatio": unique_value_ratio,
    "Uniqueness": uniqueness,
}


@dataclass(frozen=True)
class Evaluation:
    """`outcomes` are those of `rules`, in their order; `rows` and `failed_rows` are counts."""

    rules: list[AnyRule]
    outcomes: list[Outcome]
    rows: int
    failed_rows: int
    row_level: DataFrame


def evaluate(frame: DataFrame, ruleset: str, references: Mapping[str, DataFrame] | None = None) -> Evaluation:
    """Reads the data once for all rules, and once more for each CustomSql that gives a number.

    `references` are the other data sources by alias. Raises `DqdlError`. A rule that cannot be evaluated is
    `Failed` where the data lacks what it needs and `Error` where Spark refuses it; the others are evaluated
    all the same.
    """
    rules = parse(ruleset)
    frame.createOrReplaceTempView("primary")
    for alias, reference in (references or {}).items():
        reference.createOrReplaceTempView(alias)
    leaves = [leaf for rule in rules for leaf in _leaves(rule)]
    checks = {id(leaf): _check(leaf, frame, references or {}, f"_dq{at}_") for at, leaf in enumerate(leaves)}
    try:
        return _in_one_pass(frame, rules, checks)
    except Exception:
        checks = {key: _alone(frame, check) for key, check in checks.items()}
        return _in_one_pass(frame, rules, checks)


def _leaves(rule: AnyRule) -> list[Rule]:
    return [rule] if isinstance(rule, Rule) else [leaf for part in rule.parts for leaf in _leaves(part)]


def _check(rule: Rule, frame: DataFrame, references: Mapping[str, DataFrame], prefix: str) -> Check:
    try:
        return _CHECKS[rule.type](rule, Scope(frame, references, rule.where, prefix))
    except CannotEvaluate as error:
        return _known(Outcome("Failed", str(error)))
    except Exception as error:
        return _known(_broken(error))


def _alone(frame: DataFrame, check: Check) -> Check:
    """The same check, or the error that it ends in."""
    try:
        found = _measured(check.prepare(frame), {"": check})
        return Check(lambda _: check.judge(found[""]), row=check.row, prepare=check.prepare)
    except Exception as error:
        return _known(_broken(error))


def _known(outcome: Outcome) -> Check:
    return Check(lambda _: outcome)


def _broken(error: Exception) -> Outcome:
    message = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return Outcome("Error", f"Exception thrown while evaluating rule: {message}")


def _in_one_pass(frame: DataFrame, rules: list[AnyRule], checks: dict[int, Check]) -> Evaluation:
    prepared = reduce(lambda all_of_it, check: check.prepare(all_of_it), checks.values(), frame)
    rows = [_row(rule, checks) for rule in rules]
    good = reduce(
        lambda a, b: a & b, (F.coalesce(row, F.lit(True)) for row in rows if row is not None), F.lit(True)
    )
    counts = Check(lambda _: Outcome("Passed"), {"rows": F.count(F.lit(1)), "failed": F.count_if(~good)})
    found = _measured(prepared, {**checks, -1: counts})
    outcomes = [_outcome(rule, checks, found) for rule in rules]
    row_level = _row_level(frame, prepared, rules, rows, good)
    return Evaluation(rules, outcomes, found[-1]["rows"], found[-1]["failed"], row_level)


def _measured(frame: DataFrame, checks: Mapping) -> dict:
    names = [(key, name) for key, check in checks.items() for name in check.measures]
    measures = [checks[key].measures[name].alias(f"m{at}") for at, (key, name) in enumerate(names)]
    values = single_row(frame.agg(*measures)) if measures else ()
    found: dict = {key: {} for key in checks}
    for (key, name), value in zip(names, values, strict=True):
        found[key][name] = value
    return found


def _outcome(rule: AnyRule, checks: dict[int, Check], found: dict) -> Outcome:
    if isinstance(rule, Rule):
        try:
            return checks[id(rule)].judge(found[id(rule)])
        except CannotEvaluate as error:
            return Outcome("Failed", str(error))
    parts = [_outcome(part, checks, found) for part in rule.parts]
    metrics = {name: value for part in parts for name, value in part.metrics.items()}
    passed = [part.status == "Passed" for part in parts]
    if all(passed) if rule.operator == "and" else any(passed):
        return Outcome("Passed", metrics=metrics)
    status = "Error" if any(part.status == "Error" for part in parts) else "Failed"
    return Outcome(status, ", ".join(part.reason for part in parts if part.reason), metrics)


def _row(rule: AnyRule, checks: dict[int, Check]) -> Column | None:
    """Whether a row meets the rule; a part that does not look at a row has no say."""
    if isinstance(rule, Rule):
        return checks[id(rule)].row
    parts = [row for row in (_row(part, checks) for part in rule.parts) if row is not None]
    if not parts:
        return None
    neutral = F.lit(rule.operator == "and")
    joined = reduce(
        lambda a, b: a & b if rule.operator == "and" else a | b, (F.coalesce(part, neutral) for part in parts)
    )
    return F.when(F.coalesce(*parts).isNotNull(), joined)


def _row_level(
    frame: DataFrame, prepared: DataFrame, rules: list[AnyRule], rows: list[Column | None], good: Column
) -> DataFrame:
    def named(test) -> Column:
        found = [F.when(test(row), F.lit(rule.text)) for rule, row in zip(rules, rows, strict=True)]
        return F.array_compact(F.array(*found))

    none = F.lit(False)
    return prepared.select(
        *(F.col(f"`{name}`") for name in frame.columns),
        named(lambda row: none if row is None else row).alias("DataQualityRulesPass"),
        named(lambda row: none if row is None else ~row).alias("DataQualityRulesFail"),
        named(lambda row: F.lit(True) if row is None else row.isNull()).alias("DataQualityRulesSkip"),
        F.when(good, F.lit("Passed")).otherwise(F.lit("Failed")).alias("DataQualityEvaluationResult"),
    )
