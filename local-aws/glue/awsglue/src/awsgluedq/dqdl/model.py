"""What a ruleset says."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum


class Keyword(Enum):
    """What stands for a kind of missing text."""

    NULL = "NULL"
    EMPTY = "EMPTY"
    WHITESPACES_ONLY = "WHITESPACES_ONLY"


@dataclass(frozen=True)
class Duration:
    """`24 hours`."""

    length: timedelta


@dataclass(frozen=True)
class Now:
    """`now()`, or `(now() - 3 days)`."""

    offset: timedelta = timedelta()


Operand = float | str | Keyword | Duration | Now


@dataclass(frozen=True)
class Condition:
    """An expression such as `between 1 and 5`; a denied `operator` has `not ` before it."""

    operator: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Rule:
    """One rule; `text` is how it was written."""

    type: str
    columns: tuple[str, ...]
    text: str
    condition: Condition | None = None
    threshold: Condition | None = None
    where: str | None = None
    date_format: str | None = None

    @property
    def expression(self) -> Condition:
        """The condition of a rule type that cannot be without one."""
        if self.condition is None:
            raise ValueError(f"{self.text} has no expression.")
        return self.condition


@dataclass(frozen=True)
class Composite:
    """Rules joined by one `and` or `or`."""

    operator: str
    parts: tuple["Rule | Composite", ...]
    text: str


AnyRule = Rule | Composite


def date_of(operand: Operand) -> date | Now | None:
    """The day that a text such as `2025-07-12` names, or now(), where the operand is one of them."""
    if isinstance(operand, Now):
        return operand
    try:
        return datetime.strptime(operand, "%Y-%m-%d").date() if isinstance(operand, str) else None
    except ValueError:
        return None
