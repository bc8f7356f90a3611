"""The DQDL parser; it needs no Spark."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from awsgluedq.dqdl.model import Composite, Condition, Duration, Keyword, Now, Rule
from awsgluedq.dqdl.parser import parse
from awsgluedq.dqdl.tokens import DqdlError


def one(text: str) -> Rule:
    rules = parse(f"Rules = [ {text} ]")
    assert len(rules) == 1
    assert isinstance(rules[0], Rule)
    return rules[0]


@pytest.mark.parametrize(
    ("written", "operator", "operands"),
    [
        ("RowCount = 5", "=", (5.0,)),
        ("RowCount != 5", "!=", (5.0,)),
        ("RowCount>5", ">", (5.0,)),
        ("RowCount >= 5.5", ">=", (5.5,)),
        ("RowCount < -5", "<", (-5.0,)),
        ("RowCount <= 5", "<=", (5.0,)),
        ("RowCount between 1 and 5", "between", (1.0, 5.0)),
        ("RowCount not between 1 and 5", "not between", (1.0, 5.0)),
        ("RowCount in [1, 2, 3]", "in", (1.0, 2.0, 3.0)),
        ("RowCount not in [1]", "not in", (1.0,)),
        ('ColumnValues "c" in ["a", "b,]"]', "in", ("a", "b,]")),
        ('ColumnValues "c" not in ["a", NULL, EMPTY]', "not in", ("a", Keyword.NULL, Keyword.EMPTY)),
        ('ColumnValues "c" != WHITESPACES_ONLY', "!=", (Keyword.WHITESPACES_ONLY,)),
        (r'ColumnValues "c" matches "\d{3}-[a-z]+"', "matches", (r"\d{3}-[a-z]+",)),
        ('ColumnValues "c" not matches "x"', "not matches", ("x",)),
        ('ColumnValues "c" = "say \\"yes\\""', "=", ('say "yes"',)),
        ('ColumnValues "d" > "2025-07-12"', ">", ("2025-07-12",)),
        ('ColumnValues "d" <= now()', "<=", (Now(),)),
        (
            'ColumnValues "d" between (now() - 3 days) and (now() + 2 hours)',
            "between",
            (Now(timedelta(days=-3)), Now(timedelta(hours=2))),
        ),
        ('DataFreshness "d" <= 24 hours', "<=", (Duration(timedelta(hours=24)),)),
        (
            'DataFreshness "d" between 90 minutes and 2 days',
            "between",
            (Duration(timedelta(minutes=90)), Duration(timedelta(days=2))),
        ),
    ],
)
def test_expressions(written: str, operator: str, operands: tuple):
    rule = one(written)
    assert rule.condition == Condition(operator, operands)
    assert rule.text == written


def test_names_filters_thresholds_and_formats():
    assert one('IsPrimaryKey "a" "b c"').columns == ("a", "b c")
    assert one('ColumnCorrelation "a" "b" > 0.8').columns == ("a", "b")
    assert one("ColumnCorrelation of a b_2 > 0.8").columns == ("a", "b_2")
    assert one('ColumnCorrelation of a and "b c" > 0.8').columns == ("a", "b c")
    filtered = one("""Completeness "a" > 0.9 where "line = 'L1' and n > 1" """)
    assert filtered.where == "line = 'L1' and n > 1"
    held = one('ColumnValues "a" in [1, 2] where "b > 0" with threshold between 0.5 and 0.9')
    assert (held.where, held.threshold) == ("b > 0", Condition("between", (0.5, 0.9)))
    dated = one('ColumnDataType "a" = "Date" with format = "dd.MM.yyyy" with threshold >= 0.5')
    assert (dated.date_format, dated.threshold) == ("dd.MM.yyyy", Condition(">=", (0.5,)))
    assert one('CustomSql "select count(*) from primary" > 0').condition == Condition(">", (0.0,))
    assert one('CustomSql "select id from primary"').condition is None


def test_comments_and_spaces_are_not_part_of_a_rule():
    rules = parse('# all\nRules = [ # two\n  RowCount  >  1, # a # b\n\n IsComplete\t"a" # c\n]\n')
    assert [rule.text for rule in rules] == ["RowCount > 1", 'IsComplete "a"']


def test_compositions():
    rules = parse(
        'Rules = [ (IsComplete "a") and (IsUnique "a") and (RowCount > 1),'
        ' (RowCount > 1) or (RowCount < 0) AND (IsUnique "a"),'
        ' ((RowCount > 1) or (RowCount < 0)) and (IsUnique "a"), (RowCount > 1) ]'
    )
    three, tight, nested, bracketed = rules
    assert isinstance(three, Composite)
    assert (three.operator, len(three.parts)) == ("and", 3)
    assert three.text == '(IsComplete "a") and (IsUnique "a") and (RowCount > 1)'
    assert isinstance(tight, Composite)
    inner = tight.parts[1]
    assert isinstance(inner, Composite)
    assert (tight.operator, inner.operator) == ("or", "and")
    assert isinstance(nested, Composite)
    inner = nested.parts[0]
    assert isinstance(inner, Composite)
    assert (nested.operator, inner.operator) == ("and", "or")
    assert bracketed.text == "RowCount > 1"


def test_constants():
    rules = parse(
        'allowed = ["OK", "NG"]\npattern = "^L"\n'
        'Rules = [ ColumnValues "a" in $allowed, ColumnValues "b" matches $pattern ]'
    )
    assert [rule.expression.operands for rule in rules if isinstance(rule, Rule)] == [("OK", "NG"), ("^L",)]


@pytest.mark.parametrize(
    ("document", "line", "column", "said"),
    [
        ("", 1, 1, "expected `Rules`"),
        ("Rules = [ ]", 1, 11, "No rules"),
        ("Rules = {", 1, 9, "expected `[`"),
        ("Rules = [ RowCount > 1", 1, 23, "`]`"),
        ("Rules = [ RowCount > 1 ] and", 1, 26, "the end of the ruleset"),
        ("rules = [ RowCount > 1 ]", 1, 1, "expected `Rules`"),
        ('Rules = [\n  RowCount > 1\n  IsComplete "a"\n]', 3, 3, "expected `,` or `]`"),
        ('Rules = [ IsComplete "a ]', 1, 22, "closing quote"),
        ("Rules = [ RowCount > ]", 1, 22, "a number"),
        ("Rules = [ RowCount ]", 1, 20, "an expression"),
        ('Rules = [ Completeness "a" ]', 1, 28, "an expression"),
        ('Rules = [ IsComplete "a" > 0.5 ]', 1, 26, "takes no expression"),
        ("Rules = [ IsComplete ]", 1, 11, "takes 1 name(s), not 0"),
        ('Rules = [ Mean "a" "b" > 1 ]', 1, 11, "takes 1 name(s), not 2"),
        ('Rules = [ isComplete "a" ]', 1, 11, "case-sensitive"),
        (
            'Rules = [ RowCount > 1, SchemaMatch "r" = 1.0 ]',
            1,
            25,
            "does not support the rule type SchemaMatch",
        ),
        ("Rules = [ DetectAnomalies ]", 1, 11, "does not support the rule type DetectAnomalies"),
        ("Rules = [ RowCount > avg(last(10)) ]", 1, 22, "does not support avg"),
        ("Rules = [ RowCount > 1 + 2 ]", 1, 24, "does not support arithmetic"),
        ("Rules = [ RowCount > 1 ] Analyzers = [ RowCount ]", 1, 26, "does not support Analyzers"),
        ('Rules = [ RowCount > 1 labels=["a"="b"] ]', 1, 24, "does not support labels"),
        ('Rules = [ Completeness "a" > 0.4 with threshold > 0.4 ]', 1, 39, "takes no `with threshold`"),
        ('Rules = [ ColumnValues "a" > 0.4 with threshold ]', 1, 49, "not an operator"),
        ('Rules = [ ColumnValues "a" in [1, "2"] ]', 1, 28, "all of one kind"),
        ('Rules = [ ColumnValues "a" > "abc" ]', 1, 28, "not texts"),
        ('Rules = [ ColumnValues "a" > (now() - 3 weeks) ]', 1, 39, "a duration"),
        ('Rules = [ DataFreshness "a" <= 3 ]', 1, 29, "compares with duration"),
        ('Rules = [ ReferentialIntegrity "a" = 1 ]', 1, 11, "takes 2 name"),
        ('Rules = [ ColumnExists "a" where "b > 1" ]', 1, 28, "takes no where"),
        ('Rules = [ (IsComplete "a") and ]', 1, 32, "not a rule"),
        ('Rules = [ ((IsComplete "a") ]', 1, 29, "expected `)`"),
        ('Rules = [ ColumnValues "a" in $b ]', 1, 32, "'b' is not defined"),
        ('b = "x"\nb = "y"\nRules = [ RowCount > 1 ]', 2, 1, "already defined"),
        ("Rules = [ RowCount ~ 1 ]", 1, 20, "unexpected '~'"),
    ],
)
def test_what_is_not_dqdl_is_refused_with_its_place(document: str, line: int, column: int, said: str):
    with pytest.raises(DqdlError) as refusal:
        parse(document)
    assert str(refusal.value).startswith(f"Parsing Error: line {line}, column {column}: ")
    assert said in str(refusal.value)


def test_a_ruleset_is_checked_without_spark():
    library = Path(__file__).parents[1] / "src"
    program = (
        "import runpy, sys\n"
        "runpy.run_module('awsgluedq.dqdl', run_name='__main__')\n"
        "assert not any(name.startswith('pyspark') for name in sys.modules)\n"
    )

    def checked(document: str) -> subprocess.CompletedProcess:
        words = [sys.executable, "-c", program]
        return subprocess.run(words, cwd=library, input=document, text=True, capture_output=True, check=False)

    good = checked('Rules = [ IsComplete "a", RowCount > 1 ]')
    assert (good.returncode, good.stdout) == (0, "2\n"), good.stderr
    bad = checked("Rules = [ RowCount ]")
    assert bad.returncode == 1
    assert bad.stdout.startswith("Parsing Error: line 1, column 20")
