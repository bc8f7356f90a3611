"""Data quality rules on real frames, and the transform that scripts use."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.not_supported import NotSupportedError
from awsglue.transforms import SelectFromCollection
from awsgluedq.dqdl.evaluate import Evaluation, evaluate
from awsgluedq.dqdl.tokens import DqdlError
from awsgluedq.transforms import EvaluateDataQuality
from bucket import Bucket
from pyspark.sql import DataFrame

DAY = timedelta(days=1)
TODAY = datetime.now(timezone.utc).date()

PARTS = [
    # part_id, line, width, score, note, day, made
    ("P-1", "L1", 10.0, 1, "ok", "2025-07-10", str(TODAY)),
    ("P-2", "L1", 20.0, 2, "", "2025-07-11", str(TODAY - DAY)),
    ("P-3", "L2", 30.0, 3, "   ", "2025-07-12", str(TODAY - 2 * DAY)),
    ("P-4", "L2", 40.0, 4, None, "not a day", str(TODAY - 3 * DAY)),
    ("P-4", None, None, 4, "long note", None, None),
]
SCHEMA = "part_id string, line string, width double, score int, note string, day string, made string"


@pytest.fixture(scope="module")
def parts(spark) -> DataFrame:
    return spark.createDataFrame(PARTS, SCHEMA)


@pytest.fixture(scope="module")
def judged(parts: DataFrame) -> dict[str, tuple]:
    """Every rule of the table below, evaluated in one go as a script would."""
    found = evaluate(parts, "Rules = [\n" + ",\n".join(rule for rule, *_ in EXPECTED) + "\n]")
    return {
        rule.text: (outcome.status, outcome.reason, outcome.metrics)
        for rule, outcome in zip(found.rules, found.outcomes, strict=True)
    }


def misses(value: str) -> str:
    return f"Value: {value} does not meet the constraint requirement!"


# worked out by hand from PARTS: rule, outcome, reason, metrics
EXPECTED = [
    ("RowCount = 5", "Passed", None, {"Dataset.*.RowCount": 5}),
    ("RowCount > 5", "Failed", misses("5"), {"Dataset.*.RowCount": 5}),
    ("RowCount between 1 and 2", "Failed", misses("5"), {"Dataset.*.RowCount": 5}),
    ("RowCount = 2 where \"line = 'L1'\"", "Passed", None, {"Dataset.*.RowCount": 2}),
    ("ColumnCount = 7", "Passed", None, {"Dataset.*.ColumnCount": 7}),
    ("ColumnCount < 7", "Failed", misses("7.0"), {"Dataset.*.ColumnCount": 7}),
    ('ColumnExists "LINE"', "Passed", None, {}),
    ('ColumnExists "colour"', "Failed", "Column colour does not exist in the dataset", {}),
    ('IsComplete "part_id"', "Passed", None, {"Column.part_id.Completeness": 1}),
    ('IsComplete "line"', "Failed", misses("0.8"), {"Column.line.Completeness": 0.8}),
    ('Completeness "line" >= 0.8', "Passed", None, {"Column.line.Completeness": 0.8}),
    ('Completeness "line" > 0.95', "Failed", misses("0.8"), {"Column.line.Completeness": 0.8}),
    ('Completeness "line" = 1.0 where "score < 4"', "Passed", None, {"Column.line.Completeness": 1}),
    ('IsComplete "colour"', "Failed", "Input data does not include column colour!", {}),
    ('IsComplete "line" where "nonsense nonsense"', "Failed", "The provided where clause is invalid", {}),
    ('IsUnique "part_id"', "Failed", misses("0.6"), {"Column.part_id.Uniqueness": 0.6}),
    ('Uniqueness "part_id" >= 0.6', "Passed", None, {"Column.part_id.Uniqueness": 0.6}),
    ('IsUnique "part_id" where "line is not null"', "Passed", None, {"Column.part_id.Uniqueness": 1}),
    ('IsUnique "part_id" "line"', "Passed", None, {"Multicolumn.part_id,line.Uniqueness": 1}),
    ('UniqueValueRatio "part_id" = 0.75', "Passed", None, {"Column.part_id.UniqueValueRatio": 0.75}),
    ('DistinctValuesCount "part_id" = 4', "Passed", None, {"Column.part_id.DistinctValuesCount": 4}),
    ('DistinctValuesCount "line" > 2', "Failed", misses("2"), {"Column.line.DistinctValuesCount": 2}),
    (
        'IsPrimaryKey "part_id"',
        "Failed",
        misses("0.6"),
        {"Column.part_id.Uniqueness": 0.6, "Column.part_id.Completeness": 1},
    ),
    (
        'IsPrimaryKey "part_id" "line"',
        "Failed",
        misses("0.8"),
        {
            "Multicolumn.part_id,line.Uniqueness": 1,
            "Column.part_id.Completeness": 1,
            "Column.line.Completeness": 0.8,
        },
    ),
    # two values of two rows each: ln 2
    ('Entropy "line" between 0.6931 and 0.6932', "Passed", None, {"Column.line.Entropy": 0.6931471805599453}),
    ('Mean "width" = 25', "Passed", None, {"Column.width.Mean": 25}),
    ('Mean "width" > 30', "Failed", misses("25.0"), {"Column.width.Mean": 25}),
    ('Sum "score" = 14', "Passed", None, {"Column.score.Sum": 14}),
    ('Sum "width" = 30 where "line = \'L1\'"', "Passed", None, {"Column.width.Sum": 30}),
    # the mean of (15², 5², 5², 15²) is 125
    (
        'StandardDeviation "width" < 12',
        "Passed",
        None,
        {"Column.width.StandardDeviation": 11.180339887498949},
    ),
    (
        'ColumnCorrelation "width" "score" > 0.99',
        "Passed",
        None,
        {"Multicolumn.width,score.ColumnCorrelation": 1},
    ),
    (
        'Mean "line" > 0',
        "Failed",
        "Expected type of column line to be one of (ByteType,ShortType,IntegerType,LongType,FloatType,"
        "DoubleType,DecimalType), but found StringType instead!",
        {},
    ),
    (
        'Mean "width" > 0 where "score > 9"',
        "Failed",
        "Empty state for analyzer Mean(width,None), all input values were NULL.",
        {},
    ),
    ('ColumnValues "score" > 0', "Passed", None, {"Column.score.Minimum": 1}),
    ('ColumnValues "score" < 4', "Failed", misses("4.0"), {"Column.score.Maximum": 4}),
    ('ColumnValues "width" <= 40', "Passed", None, {"Column.width.Maximum": 40}),
    (
        'ColumnValues "score" between 2 and 3',
        "Failed",
        f"{misses('1.0')}, {misses('4.0')}",
        {"Column.score.Minimum": 1, "Column.score.Maximum": 4},
    ),
    (
        'ColumnValues "score" in [1, 2, 3]',
        "Failed",
        misses("0.6"),
        {"Column.score.Minimum": 1, "Column.score.Maximum": 4, "Column.score.ColumnValues.Compliance": 0.6},
    ),
    (
        'ColumnValues "score" > 1 with threshold >= 0.8',
        "Passed",
        None,
        {"Column.score.Minimum": 1, "Column.score.ColumnValues.Compliance": 0.8},
    ),
    (
        'ColumnValues "width" = 10 where "score = 4"',
        "Failed",
        misses("40.0"),
        {"Column.width.Minimum": 40, "Column.width.Maximum": 40},
    ),
    (
        'ColumnValues "line" in ["L1", "L2"]',
        "Failed",
        misses("0.8"),
        {"Column.line.ColumnValues.Compliance": 0.8},
    ),
    ('ColumnValues "line" in ["L1", "L2", NULL]', "Passed", None, {"Column.line.ColumnValues.Compliance": 1}),
    (
        'ColumnValues "line" not in ["L1"]',
        "Failed",
        misses("0.6"),
        {"Column.line.ColumnValues.Compliance": 0.6},
    ),
    (
        'ColumnValues "note" not in [EMPTY]',
        "Failed",
        misses("0.8"),
        {"Column.note.ColumnValues.Compliance": 0.8},
    ),
    (
        'ColumnValues "note" != WHITESPACES_ONLY',
        "Failed",
        misses("0.8"),
        {"Column.note.ColumnValues.Compliance": 0.8},
    ),
    ('ColumnValues "note" != NULL', "Failed", misses("0.8"), {"Column.note.ColumnValues.Compliance": 0.8}),
    (
        r'ColumnValues "part_id" matches "^P-\d$"',
        "Passed",
        None,
        {"Column.part_id.ColumnValues.Compliance": 1},
    ),
    (
        'ColumnValues "part_id" not matches "4"',
        "Failed",
        misses("0.6"),
        {"Column.part_id.ColumnValues.Compliance": 0.6},
    ),
    (
        'ColumnValues "line" in ["L1", "L2"] with threshold > 0.75',
        "Passed",
        None,
        {"Column.line.ColumnValues.Compliance": 0.8},
    ),
    (
        'ColumnValues "day" > "2025-07-01" where "score < 4"',
        "Passed",
        None,
        {"Column.day.ColumnValues.Compliance": 1},
    ),
    (
        'ColumnValues "day" > "2025-07-10"',
        "Failed",
        "60.00% of rows passed",
        {"Column.day.ColumnValues.Compliance": 0.6},
    ),
    ('ColumnValues "made" >= (now() - 2 days) with threshold > 0.5', "Passed", None, None),
    ('ColumnValues "made" <= now()', "Passed", None, {"Column.made.ColumnValues.Compliance": 1}),
    (
        'ColumnLength "part_id" = 3',
        "Passed",
        None,
        {"Column.part_id.MinimumLength": 3, "Column.part_id.MaximumLength": 3},
    ),
    ('ColumnLength "note" > 0', "Failed", misses("0.0"), {"Column.note.MinimumLength": 0}),
    ('ColumnLength "note" < 10', "Passed", None, {"Column.note.MaximumLength": 9}),
    (
        'ColumnLength "note" in [0, 2, 3] with threshold > 0.7',
        "Passed",
        None,
        {
            "Column.note.MinimumLength": 0,
            "Column.note.MaximumLength": 9,
            "Column.note.ColumnLength.Compliance": 0.8,
        },
    ),
    ('ColumnDataType "score" = "Integer"', "Passed", None, {"Column.score.ColumnDataType.Compliance": 1}),
    (
        'ColumnDataType "day" = "Date"',
        "Failed",
        "60.00% of rows passed",
        {"Column.day.ColumnDataType.Compliance": 0.6},
    ),
    (
        'ColumnDataType "day" = "Date" with threshold > 0.7',
        "Failed",
        "Value: 0.6 does not meet the constraint requirement.",
        {"Column.day.ColumnDataType.Compliance": 0.6},
    ),
    ('ColumnDataType "day" = "Date" with format = "yyyy-MM-dd" with threshold = 0.6', "Passed", None, None),
    ('ColumnDataType "line" = "Colour"', "Failed", "Unrecognized data type: Colour", {}),
    (
        'DataFreshness "made" <= 72 hours where "made is not null"',
        "Passed",
        None,
        {"Column.made.DataFreshness.Compliance": 1},
    ),
    (
        'DataFreshness "made" < 2 days',
        "Failed",
        "40.00% of rows passed",
        {"Column.made.DataFreshness.Compliance": 0.4},
    ),
    ('DataFreshness "made" < 2 days where "score > 9"', "Passed", "No rows matched the filter", {}),
    (
        'CustomSql "select count(*) from primary where score > 2" = 3',
        "Passed",
        None,
        {"Dataset.*.CustomSQL": 3},
    ),
    (
        'CustomSql "select count(*) from primary" < 5',
        "Failed",
        "Custom SQL response failed to satisfy the threshold",
        {"Dataset.*.CustomSQL": 5},
    ),
    ('CustomSql "select score from primary" > 0', "Failed", "Custom SQL did not return exactly 1 row", {}),
    (
        'CustomSql "select part_id, line from primary where line is not null" with threshold > 0.75',
        "Passed",
        None,
        {"Dataset.*.CustomSQL.Compliance": 0.8},
    ),
    (
        '(IsComplete "line") and (RowCount = 5)',
        "Failed",
        misses("0.8"),
        {"Column.line.Completeness": 0.8, "Dataset.*.RowCount": 5},
    ),
    (
        '(IsComplete "line") or (RowCount = 5)',
        "Passed",
        None,
        {"Column.line.Completeness": 0.8, "Dataset.*.RowCount": 5},
    ),
]


@pytest.mark.parametrize(
    ("rule", "status", "reason", "metrics"), EXPECTED, ids=[rule for rule, *_ in EXPECTED]
)
def test_rules(judged, rule: str, status: str, reason: str | None, metrics: dict | None):
    found_status, found_reason, found_metrics = judged[rule]
    assert (found_status, found_reason) == (status, reason)
    if metrics is not None:
        assert found_metrics == pytest.approx(metrics)


def outcome_of(frame: DataFrame, rule: str, **references: DataFrame) -> tuple:
    found = evaluate(frame, f"Rules = [ {rule} ]", references).outcomes[0]
    return (found.status, found.reason, found.metrics)


def test_referential_integrity(spark, parts: DataFrame):
    lines = spark.createDataFrame(
        [("L1", "hall 1"), ("L1", "hall 2"), ("L9", "hall 1")], "id string, hall string"
    )
    metrics = {"Column.lines.ReferentialIntegrity": 0.4}
    rule = 'ReferentialIntegrity "line" "lines.id"'
    assert outcome_of(parts, f"{rule} > 0.3", lines=lines) == ("Passed", None, metrics)
    reason = "Value: 0.4 does not meet the constraint requirement."
    assert outcome_of(parts, f"{rule} = 1.0", lines=lines) == ("Failed", reason, metrics)
    halls = parts.withColumnRenamed("note", "hall")
    pairs = 'ReferentialIntegrity "line,hall" "lines.{id,hall}" = 0.0'
    assert outcome_of(halls, pairs, lines=lines) == ("Passed", None, {"Column.lines.ReferentialIntegrity": 0})
    assert outcome_of(parts, f"{rule} > 0")[1] == "lines not found in additional sources"
    assert outcome_of(parts, 'ReferentialIntegrity "line" "lines.x" > 0', lines=lines)[0] == "Failed"


def test_a_rule_that_spark_refuses_is_an_error_and_the_others_are_evaluated(parts: DataFrame):
    found = evaluate(
        parts,
        'Rules = [ CustomSql "select nothing from primary" > 0,'
        ' IsComplete "line" where "1 / (score - 1) > 0", CustomSql "select 1 / 0" > 0, RowCount = 5 ]',
    )
    assert [outcome.status for outcome in found.outcomes] == ["Error", "Error", "Error", "Passed"]
    assert str(found.outcomes[0].reason).startswith("Exception thrown while evaluating rule: ")
    assert [row.DataQualityEvaluationResult for row in found.row_level.collect()] == ["Passed"] * 5


def test_an_empty_frame_meets_no_rule_about_values(spark):
    empty = spark.createDataFrame([], SCHEMA)
    assert outcome_of(empty, "RowCount = 0")[0] == "Passed"
    for rule in ('IsComplete "line"', 'IsPrimaryKey "line"', 'ColumnValues "score" > 0', 'Mean "score" >= 0'):
        status, reason, metrics = outcome_of(empty, rule)
        assert (status, metrics) == ("Failed", {})
        assert "Empty state for analyzer" in reason


def rows_of(found: Evaluation) -> dict[tuple, tuple]:
    return {
        (row.part_id, row.line): (
            row.DataQualityEvaluationResult,
            row.DataQualityRulesPass,
            row.DataQualityRulesFail,
            row.DataQualityRulesSkip,
        )
        for row in found.row_level.collect()
    }


def test_rows_are_told_apart(parts: DataFrame):
    unique, known, big = (
        'IsUnique "part_id"',
        'IsComplete "line"',
        'ColumnValues "score" > 1 where "line = \'L1\'"',
    )
    count, both = "RowCount > 0", '(IsComplete "line") and (ColumnValues "score" < 4)'
    found = evaluate(parts, f"Rules = [ {unique}, {known}, {big}, {count}, {both} ]")
    assert rows_of(found) == {
        ("P-1", "L1"): ("Failed", [unique, known, both], [big], [count]),
        ("P-2", "L1"): ("Passed", [unique, known, big, both], [], [count]),
        ("P-3", "L2"): ("Passed", [unique, known, both], [], [big, count]),
        ("P-4", "L2"): ("Failed", [known], [unique, both], [big, count]),
        ("P-4", None): ("Failed", [], [unique, known, both], [big, count]),
    }
    assert (found.rows, found.failed_rows) == (5, 3)
    assert found.row_level.columns[:7] == parts.columns


@pytest.fixture
def frame(bucket: Bucket, parts: DataFrame) -> DynamicFrame:
    return DynamicFrame.fromDF(parts, GlueContext(bucket.spark.sparkContext), "parts")


def test_the_transform_as_scripts_use_it(frame: DynamicFrame, bucket: Bucket, monkeypatch, tmp_path: Path):
    results = tmp_path / "results"
    monkeypatch.setenv("LAB_DATA_QUALITY_RESULTS", str(results))
    monkeypatch.setattr("sys.argv", ["job.py", "--JOB_NAME", "checks", "--JOB_RUN_ID", "jr_1"])
    ruleset = 'Rules = [ IsComplete "line", RowCount > 1 ]'
    outcomes = EvaluateDataQuality.apply(
        frame=frame,
        ruleset=ruleset,
        publishing_options={
            "dataQualityEvaluationContext": "parts",
            "enableDataQualityResultsPublishing": True,
            "resultsS3Prefix": bucket.path("quality/"),
        },
    )
    rows = outcomes.toDF().collect()
    assert [tuple(row)[:3] for row in rows] == [
        ('IsComplete "line"', "Failed", misses("0.8")),
        ("RowCount > 1", "Passed", None),
    ]
    assert rows[0].EvaluatedMetrics == {"Column.line.Completeness": 0.8}
    kept = bucket.spark.read.json(bucket.path("quality/"))
    assert sorted(row.Rule for row in kept.collect()) == ['IsComplete "line"', "RowCount > 1"]

    (file,) = results.iterdir()
    result = json.loads(file.read_text())
    assert file.name == f"{result['ResultId']}.json"
    assert (result["JobName"], result["JobRunId"], result["EvaluationContext"]) == ("checks", "jr_1", "parts")
    assert result["Score"] == 0.5
    assert [rule["Result"] for rule in result["RuleResults"]] == ["FAIL", "PASS"]
    assert result["AggregatedMetrics"] == {
        "TotalRowsProcessed": 5,
        "TotalRowsPassed": 4,
        "TotalRowsFailed": 1,
        "TotalRulesProcessed": 2,
        "TotalRulesPassed": 1,
        "TotalRulesFailed": 1,
    }


def test_rows_of_the_transform(frame: DynamicFrame):
    found = EvaluateDataQuality().process_rows(
        frame=frame,
        ruleset='Rules = [ IsComplete "line" ]',
        publishing_options={"dataQualityEvaluationContext": "rows"},
        additional_options={"performanceTuning.caching": "CACHE_NOTHING", "observations.scope": "ALL"},
    )
    assert found.keys() == ["originalData", "ruleOutcomes", "rowLevelOutcomes"]
    rows = SelectFromCollection.apply(dfc=found, key="rowLevelOutcomes").toDF()
    assert rows.where("DataQualityEvaluationResult = 'Failed'").count() == 1
    assert SelectFromCollection.apply(dfc=found, key="ruleOutcomes").toDF().first().Outcome == "Failed"
    assert found.select("originalData").count() == 5


def test_what_the_transform_refuses(frame: DynamicFrame):
    with pytest.raises(DqdlError, match="line 1, column 11"):
        EvaluateDataQuality.apply(frame=frame, ruleset="Rules = [ Nonsense ]")
    with pytest.raises(NotSupportedError, match="publishing_options"):
        EvaluateDataQuality.apply(
            frame=frame, ruleset="Rules = [ RowCount > 0 ]", publishing_options={"x": 1}
        )
    with pytest.raises(NotSupportedError, match="compositeRuleEvaluation"):
        EvaluateDataQuality().process_rows(
            frame=frame,
            ruleset="Rules = [ RowCount > 0 ]",
            additional_options={"compositeRuleEvaluation.method": "ROW"},
        )
