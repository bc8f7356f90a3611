"""Reads a DQDL document.

https://docs.aws.amazon.com/glue/latest/dg/dqdl.html
"""

from dataclasses import replace
from datetime import timedelta

from awsgluedq.dqdl.model import (
    AnyRule,
    Composite,
    Condition,
    Duration,
    Keyword,
    Now,
    Operand,
    Rule,
    date_of,
)
from awsgluedq.dqdl.rule_types import REFUSED, RULE_TYPES, RuleType
from awsgluedq.dqdl.tokens import Token, source, tokenize

_COMPARISONS = ("=", "!=", ">", ">=", "<", "<=")
_TEXT_OPERATORS = ("=", "!=", "in", "matches")
_CONNECTORS = ("AND", "OF", "and", "of")
_WORDS = (*_CONNECTORS, "OR", "between", "in", "labels", "matches", "not", "or", "where", "with")
_DEEPEST_BRACKETS = 50
_REFUSED_SECTIONS = ("Analyzers", "DataSources", "DefaultLabels", "Metadata")


def parse(document: str) -> list[AnyRule]:
    """The rules of a ruleset, in their order. Raises `DqdlError` with the place in its message."""
    return _Parser(document).document()


class _Parser:
    def __init__(self, document: str) -> None:
        self.tokens = tokenize(document)
        self.at = 0
        self.depth = 0
        self.constants: dict[str, tuple[str, ...]] = {}

    def document(self) -> list[AnyRule]:
        while self.next.kind == "word" and self.next.text != "Rules":
            self.constant()
        self.expect("Rules")
        self.expect("=")
        self.expect("[")
        if self.next.text == "]":
            raise self.next.error("No rules or analyzers provided.")
        rules = [self.top_rule()]
        while self.take(","):
            rules.append(self.top_rule())
        self.expect("]")
        if self.next.text in _REFUSED_SECTIONS:
            raise self.refused(self.next.text)
        if self.next.kind != "end":
            raise self.unexpected("the end of the ruleset")
        return rules

    def constant(self) -> None:
        if self.next.text.lower() == "rules":
            raise self.unexpected("`Rules`")
        name = self.step()
        if name.text in _REFUSED_SECTIONS:
            raise name.error(_not_supported(f"the section {name.text}"))
        if name.text in self.constants:
            raise name.error(f"Variable '{name.text}' is already defined")
        self.expect("=")
        if self.take("["):
            values = [self.string("a string").value]
            while self.take(","):
                values.append(self.string("a string").value)
            self.expect("]")
        else:
            values = [self.string("a string or a list of strings").value]
        self.constants[name.text] = tuple(values)

    def top_rule(self) -> AnyRule:
        """Rules joined by `and` and `or`; `and` binds more tightly."""
        return self.joined("or", lambda: self.joined("and", self.one_rule))

    def joined(self, operator: str, part) -> AnyRule:
        start = self.at
        parts = [part()]
        while self.next.text in (operator, operator.upper()):
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Composite(operator, tuple(parts), self.text(start))

    def one_rule(self) -> AnyRule:
        if self.take("("):
            self.depth += 1
            if self.depth > _DEEPEST_BRACKETS:
                raise self.next.error(f"brackets stand in more than {_DEEPEST_BRACKETS} others.")
            rule = self.top_rule()
            self.depth -= 1
            self.expect(")")
            self.refuse_labels()
            return rule
        return self.rule()

    def rule(self) -> Rule:
        start = self.at
        name = self.step()
        if name.text in REFUSED:
            raise name.error(_not_supported(f"the rule type {name.text}"))
        if name.text not in RULE_TYPES:
            what = "a rule type" if name.kind == "word" else "a rule"
            raise name.error(f"{name.text} is not {what}. Rule types are case-sensitive, such as IsComplete.")
        rule_type = RULE_TYPES[name.text]
        columns = self.parameters(name, rule_type)
        rule = Rule(name.text, columns, "", condition=self.rule_condition(name, rule_type))
        while self.next.text in ("where", "with", "labels"):
            rule = self.clause(rule, name, rule_type)
        if self.next.text not in (",", "]", ")", "and", "AND", "or", "OR"):
            raise self.unexpected("`,` or `]` after the rule")
        return replace(rule, text=self.text(start))

    def parameters(self, name: Token, rule_type: RuleType) -> tuple[str, ...]:
        columns = []
        while self.is_name(self.at) or (self.next.text in _CONNECTORS and self.is_name(self.at + 1)):
            if self.next.text in _CONNECTORS:
                self.at += 1
            columns += self.constant_values() if self.next.text == "$" else [self.step().value]
        if not rule_type.least <= len(columns) <= rule_type.most:
            wanted = str(rule_type.least) if rule_type.least == rule_type.most else "one or more"
            raise name.error(f"{name.text} takes {wanted} name(s), not {len(columns)}.")
        return tuple(columns)

    def rule_condition(self, name: Token, rule_type: RuleType) -> Condition | None:
        if not self.is_condition():
            if not rule_type.compares or rule_type.may_lack_expression:
                return None
            raise self.unexpected(f"an expression such as `> 0`, which {name.text} needs")
        if not rule_type.compares:
            raise self.next.error(f"{name.text} takes no expression.")
        place = self.next
        condition = self.condition()
        kinds = {_kind(operand) for operand in condition.operands}
        if kinds <= {"string", "date"} and all(date_of(operand) for operand in condition.operands):
            kinds = {"date"} & rule_type.compares or kinds
        if not kinds <= rule_type.compares or len(kinds - {"keyword"}) > 1:
            wanted = " or ".join(sorted(rule_type.compares))
            raise place.error(f"{name.text} compares with {wanted}, all of one kind.")
        if kinds & {"string", "keyword"} and condition.operator.removeprefix("not ") not in _TEXT_OPERATORS:
            raise place.error(f"{condition.operator} compares numbers, dates and durations, not texts.")
        return condition

    def clause(self, rule: Rule, name: Token, rule_type: RuleType) -> Rule:
        self.refuse_labels()
        word = self.step()
        if word.text == "where":
            if not rule_type.takes_where:
                raise word.error(f"{name.text} takes no where clause.")
            return replace(rule, where=self.string("a filter in quotes").value)
        tag = self.step()
        if tag.text == "format" and name.text == "ColumnDataType":
            self.expect("=")
            return replace(rule, date_format=self.string("a date format in quotes").value)
        if tag.text != "threshold" or not rule_type.takes_threshold:
            raise tag.error(f"{name.text} takes no `with {tag.text}`.")
        if rule.threshold is not None:
            raise tag.error(f"{name.text} takes one threshold.")
        place = self.next
        threshold = self.condition()
        if not all(isinstance(operand, float) for operand in threshold.operands):
            raise place.error("A threshold is a number between 0 and 1.")
        return replace(rule, threshold=threshold)

    def is_name(self, at: int) -> bool:
        """A name without quotes is a word that means nothing else."""
        token = self.tokens[at]
        is_free = token.kind == "word" and token.text not in (*_WORDS, *RULE_TYPES, *REFUSED)
        return is_free or token.kind == "string" or token.text == "$"

    def is_condition(self) -> bool:
        return self.next.text in (*_COMPARISONS, "not", "between", "in", "matches")

    def condition(self) -> Condition:
        denied = "not " if self.take("not") else ""
        operator = self.step()
        if operator.text in _COMPARISONS and not denied:
            return Condition(operator.text, (self.operand(),))
        if operator.text == "between":
            low = self.operand()
            if not (self.take("and") or self.take("AND")):
                raise self.unexpected("`and` of `between … and …`")
            return Condition(f"{denied}between", (low, self.operand()))
        if operator.text == "matches":
            pattern = self.constant_values() if self.next.text == "$" else (self.string("a regex").value,)
            return Condition(f"{denied}matches", tuple(pattern))
        if operator.text == "in":
            return Condition(f"{denied}in", self.operands())
        raise operator.error(
            f"{operator.text} is not an operator. Use {' '.join(_COMPARISONS)} between in matches."
        )

    def operands(self) -> tuple[Operand, ...]:
        if self.next.text == "$":
            return self.constant_values()
        self.expect("[")
        found = [self.operand()]
        while self.take(","):
            found.append(self.operand())
        self.expect("]")
        return tuple(found)

    def operand(self) -> Operand:
        token = self.next
        if token.text == "(" or (token.kind == "word" and self.tokens[self.at + 1].text == "("):
            return self.moment()
        if token.text == "$":
            values = self.constant_values()
            if len(values) != 1:
                raise token.error("A list stands after `in` only.")
            return values[0]
        if token.kind == "string":
            return self.step().value
        if token.text.upper() in Keyword.__members__ and token.text in (
            token.text.upper(),
            token.text.lower(),
        ):
            return Keyword[self.step().text.upper()]
        return self.number()

    def number(self) -> Operand:
        sign = -1 if self.take("-") else 1
        token = self.step()
        if token.kind != "number":
            raise token.error(f"expected a number, a string in quotes or now(), found {token.text}.")
        if self.next.text in ("days", "hours", "minutes"):
            return Duration(timedelta(**{self.step().text: sign * float(token.text)}))
        if self.next.text in ("+", "-", "*", "/"):
            raise self.refused("arithmetic in expressions")
        return sign * float(token.text)

    def moment(self) -> Now:
        bracket = self.take("(")
        name = self.step()
        if name.text != "now":
            raise name.error(_not_supported(f"{name.text} here (dynamic rules and arithmetic)"))
        self.expect("(")
        self.expect(")")
        if not bracket:
            return Now()
        sign = -1 if self.take("-") else 1
        if sign == 1:
            self.expect("+")
        place = self.next
        duration = self.number()
        if not isinstance(duration, Duration):
            raise place.error("expected a duration such as `3 days` (days, hours or minutes).")
        self.expect(")")
        return Now(sign * duration.length)

    def constant_values(self) -> tuple[str, ...]:
        self.expect("$")
        name = self.step()
        if name.text not in self.constants:
            raise name.error(f"Variable '{name.text}' is not defined")
        return self.constants[name.text]

    def refuse_labels(self) -> None:
        if self.next.text == "labels":
            raise self.refused("labels")

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def step(self) -> Token:
        token = self.next
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def take(self, text: str) -> bool:
        found = self.next.text == text
        self.at += found
        return found

    def expect(self, text: str) -> None:
        if not self.take(text):
            raise self.unexpected(f"`{text}`")

    def string(self, what: str) -> Token:
        if self.next.kind != "string":
            raise self.unexpected(what)
        return self.step()

    def unexpected(self, wanted: str):
        return self.next.error(f"expected {wanted}, found {self.next.text}.")

    def refused(self, what: str):
        return self.next.error(_not_supported(what))

    def text(self, start: int) -> str:
        return source(self.tokens[start : self.at])


def _not_supported(what: str) -> str:
    return f"the embedded AWS does not support {what}."


def _kind(operand: Operand) -> str:
    if isinstance(operand, Keyword):
        return "keyword"
    if isinstance(operand, Duration):
        return "duration"
    if isinstance(operand, Now):
        return "date"
    if isinstance(operand, float):
        return "number"
    return "string"
