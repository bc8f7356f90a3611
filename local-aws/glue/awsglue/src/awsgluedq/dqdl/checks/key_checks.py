"""Rules about missing, repeated and unknown keys."""

from functools import reduce

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from awsgluedq.dqdl.checks.check import Check, Scope, ratio
from awsgluedq.dqdl.checks.conditions import number_holds
from awsgluedq.dqdl.checks.outcome import CannotEvaluate, Outcome, compared, nothing_to_measure, shown
from awsgluedq.dqdl.model import Condition, Rule

_ALL = Condition("=", (1.0,))


def completeness(rule: Rule, scope: Scope) -> Check:
    """The share of values that are not null."""
    name = rule.columns[0]
    row = scope.column(name).isNotNull()
    metric, analyzer = f"Column.{name}.Completeness", f"Completeness({name},None)"
    return Check(
        lambda found: compared(rule.condition or _ALL, found["ratio"], metric, analyzer),
        {"ratio": ratio(scope, row)},
        scope.only(row),
    )


def uniqueness(rule: Rule, scope: Scope) -> Check:
    """The share of values that occur once, rows without any value aside."""
    keys = _Keys(rule, scope)
    metric = f"{_instance(rule)}.Uniqueness"
    return Check(
        lambda found: compared(
            rule.condition or _ALL, found["ratio"], metric, f"Uniqueness({_list(rule)},None)"
        ),
        {"ratio": ratio(scope, F.when(keys.present, keys.once))},
        scope.only(F.when(keys.present, keys.once)),
        keys.prepare,
    )


def unique_value_ratio(rule: Rule, scope: Scope) -> Check:
    """The values that occur once as a share of the different values."""
    keys = _Keys(rule, scope)
    metric = f"{_instance(rule)}.UniqueValueRatio"

    def judge(found) -> Outcome:
        value = found["once"] / found["distinct"] if found["distinct"] else None
        return compared(rule.expression, value, metric, f"UniqueValueRatio({_list(rule)},None)")

    measures = {
        "once": F.count_if(scope.filter & keys.present & keys.once),
        "distinct": F.count_distinct(scope.only(scope.column(rule.columns[0]))),
    }
    return Check(judge, measures, scope.only(F.when(keys.present, keys.once)), keys.prepare)


def primary_key(rule: Rule, scope: Scope) -> Check:
    """Whether every row has a key that no other row has."""
    keys = _Keys(rule, scope)
    columns = [scope.column(name) for name in rule.columns]
    full = [f"Column.{name}.Completeness" for name in rule.columns]

    def judge(found) -> Outcome:
        shares = [found["once"], *(found[metric] for metric in full)]
        if any(share is None for share in shares):
            return nothing_to_measure(f"Uniqueness({_list(rule)},None)")
        metrics = dict(zip([f"{_instance(rule)}.Uniqueness", *full], shares, strict=True))
        low = list(dict.fromkeys(share for share in shares if share < 1))
        reasons = [f"Value: {shown(share)} does not meet the constraint requirement!" for share in low]
        return Outcome("Failed" if low else "Passed", ", ".join(reasons) or None, metrics)

    complete = reduce(lambda a, b: a & b, (column.isNotNull() for column in columns))
    measures = {
        metric: ratio(scope, column.isNotNull()) for metric, column in zip(full, columns, strict=True)
    }
    measures["once"] = ratio(scope, F.when(keys.present, keys.once))
    return Check(judge, measures, scope.only(complete & keys.once), keys.prepare)


def entropy(rule: Rule, scope: Scope) -> Check:
    """Shannon's entropy of a column's values, in nats."""
    keys = _Keys(rule, scope)
    name = rule.columns[0]
    value = F.log(F.count(keys.seen)) - F.avg(F.log(keys.seen))
    return Check(
        lambda found: compared(
            rule.expression, found["value"], f"Column.{name}.Entropy", f"Entropy({name},None)"
        ),
        {"value": value},
        prepare=keys.prepare,
    )


def referential_integrity(rule: Rule, scope: Scope) -> Check:
    """The share of rows whose key is in another data set: `"a,b" "alias.{x,y}"`."""
    alias, _, others = rule.columns[1].partition(".")
    if alias not in scope.references:
        raise CannotEvaluate(f"{alias} not found in additional sources")
    reference = Scope(scope.references[alias], {}, None, scope.prefix)
    names = [name.strip() for name in rule.columns[0].split(",")]
    targets = [name.strip() for name in others.strip("{}").split(",")]
    if len(names) != len(targets):
        raise CannotEvaluate("ReferentialIntegrity needs as many columns on both sides")
    flag = f"{scope.prefix}known"
    keys = [f"{scope.prefix}{at}" for at in range(len(names))]
    known = reference.frame.select(
        *(
            reference.column(target).cast("string").alias(key)
            for target, key in zip(targets, keys, strict=True)
        )
    )
    known = known.distinct().withColumn(flag, F.lit(True))
    columns = [scope.column(name).cast("string") for name in names]

    def prepare(frame: DataFrame) -> DataFrame:
        return frame.join(
            known, [column == F.col(key) for column, key in zip(columns, keys, strict=True)], "left"
        )

    def judge(found) -> Outcome:
        share = found["ratio"]
        if share is None:
            raise CannotEvaluate("Cannot evaluate: primary DataFrame is empty")
        metrics = {f"Column.{alias}.ReferentialIntegrity": share}
        if number_holds(rule.expression, share):
            return Outcome("Passed", metrics=metrics)
        return Outcome("Failed", f"Value: {shown(share)} does not meet the constraint requirement.", metrics)

    row = F.coalesce(F.col(flag), F.lit(False))
    return Check(judge, {"ratio": ratio(scope, row)}, row, prepare)


class _Keys:
    """How often each key occurs in the rows that a rule looks at."""

    def __init__(self, rule: Rule, scope: Scope) -> None:
        columns = [scope.column(name) for name in rule.columns]
        self.present: Column = reduce(lambda a, b: a | b, (column.isNotNull() for column in columns))
        self._name = f"{scope.prefix}seen"
        self._window = Window.partitionBy(scope.filter, *columns)
        self._looked_at = scope.filter & self.present
        self.seen = F.when(self._looked_at, F.col(self._name))
        self.once = F.col(self._name) == 1

    def prepare(self, frame: DataFrame) -> DataFrame:
        return frame.withColumn(self._name, F.count(F.lit(1)).over(self._window))


def _instance(rule: Rule) -> str:
    return f"Column.{rule.columns[0]}" if len(rule.columns) == 1 else f"Multicolumn.{','.join(rule.columns)}"


def _list(rule: Rule) -> str:
    return f"List({', '.join(rule.columns)})"
