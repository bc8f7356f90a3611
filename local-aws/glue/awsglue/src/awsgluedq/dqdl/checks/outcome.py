"""How a rule came out."""

from dataclasses import dataclass, field

from awsgluedq.dqdl.checks.conditions import number_holds
from awsgluedq.dqdl.model import Condition


class CannotEvaluate(Exception):
    """The data is not what the rule asks for: the rule has failed, and why is the message."""


@dataclass(frozen=True)
class Outcome:
    """`status` is Passed, Failed or Error; `metrics` are the observed values by Glue's names."""

    status: str
    reason: str | None = None
    metrics: dict[str, float] = field(default_factory=dict)


def judged(passed: bool, value: float | int, metrics: dict[str, float]) -> Outcome:
    """Passed, or failed with the value in Glue's words."""
    if passed:
        return Outcome("Passed", metrics=metrics)
    return Outcome("Failed", f"Value: {shown(value)} does not meet the constraint requirement!", metrics)


def compared(condition: Condition, value: float | int | None, metric: str, analyzer: str) -> Outcome:
    """Whether a value meets the rule's condition. `analyzer` names it where there is no value."""
    if value is None:
        return nothing_to_measure(analyzer)
    return judged(number_holds(condition, value), value, {metric: float(value)})


def meets_threshold(threshold: Condition | None, ratio: float) -> bool:
    """Whether enough rows are good: all of them where no threshold is given."""
    return ratio == 1 if threshold is None else number_holds(threshold, ratio)


def nothing_to_measure(analyzer: str) -> Outcome:
    """No row, or none with a value."""
    return Outcome("Failed", f"Empty state for analyzer {analyzer}, all input values were NULL.")


def shown(value: float | int) -> str:
    """A number as the JVM prints it: 0.95, 4, 1.0E7."""
    if isinstance(value, int) or value == 0.0 or 1e-3 <= abs(value) < 1e7:
        return repr(value)
    mantissa, _, exponent = f"{value:.16e}".partition("e")
    digits = repr(float(mantissa)) if float(f"{float(mantissa)!r}e{exponent}") == value else mantissa
    return f"{digits}E{int(exponent)}"
