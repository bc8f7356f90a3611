"""Conditions on numbers, and on the columns of a DataFrame."""

from collections.abc import Callable
from functools import reduce
from operator import eq, ge, gt, le, lt
from typing import Any

from pyspark.sql import Column

from awsgluedq.dqdl.model import Condition, Keyword, Operand

_ORDER = {">": gt, ">=": ge, "<": lt, "<=": le}


def number_holds(condition: Condition, value: float) -> bool:
    """Whether a number meets a condition."""
    return bool(_holds(condition, value, eq, lambda operand: operand))


def column_holds(
    condition: Condition, value: Column, same: Callable, literal: Callable[[Operand], Column]
) -> Column:
    """A Column that says for each row whether `value` meets the condition.

    `same(value, operand)` compares, never with null as its answer; `literal` makes an operand a Column.
    """
    return _holds(condition, value, same, literal)


def _holds(condition: Condition, value: Any, same: Callable, literal: Callable) -> Any:
    operator = condition.operator.removeprefix("not ")
    if operator in _ORDER:
        return _ORDER[operator](value, literal(condition.operands[0]))
    if operator == "between":
        low, high = map(literal, condition.operands)
        found = (value >= low) & (value <= high)
    else:
        found = reduce(
            lambda a, b: a | b,
            (same(value, one if isinstance(one, Keyword) else literal(one)) for one in condition.operands),
        )
    is_denied = condition.operator.startswith("not ") or operator == "!="
    return (not found if isinstance(found, bool) else ~found) if is_denied else found
