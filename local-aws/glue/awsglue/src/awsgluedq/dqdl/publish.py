"""Where an evaluation's results go: a frame, S3, and what the Glue API calls a data quality result."""

import json
import os
import sys
import uuid
from datetime import datetime, timezone
from pathlib import Path

from awsglue.utils import GlueArgumentError, getResolvedOptions
from pyspark.sql import DataFrame, SparkSession

from awsgluedq.dqdl.evaluate import Evaluation

_SCHEMA = (
    "Rule string, Outcome string, FailureReason string, "
    "EvaluatedMetrics map<string, double>, EvaluatedRule string"
)
_RESULTS = {"Passed": "PASS", "Failed": "FAIL", "Error": "ERROR"}


def outcome_frame(spark: SparkSession, evaluation: Evaluation) -> DataFrame:
    """A row a rule."""
    rows = [
        (rule.text, outcome.status, outcome.reason, outcome.metrics, rule.text)
        for rule, outcome in zip(evaluation.rules, evaluation.outcomes, strict=True)
    ]
    return spark.createDataFrame(rows, _SCHEMA)


def write_to_s3(spark: SparkSession, evaluation: Evaluation, prefix: str) -> None:
    """Adds the outcomes as JSON lines under a prefix such as `s3://bucket/results/`."""
    location = prefix if "://" in prefix else f"s3://{prefix}"
    outcome_frame(spark, evaluation).coalesce(1).write.mode("append").json(location)


def publish(evaluation: Evaluation, started: datetime, about: dict) -> str | None:
    """Keeps the result for GetDataQualityResult and returns its id; None where no embedded AWS started this.

    `about` are further members of the result, such as its EvaluationContext.
    """
    folder = os.environ.get("LAB_DATA_QUALITY_RESULTS")
    if not folder:
        return None
    outcomes = evaluation.outcomes
    passed = sum(outcome.status == "Passed" for outcome in outcomes)
    result = {
        "ResultId": f"dqresult-{uuid.uuid4().hex}{uuid.uuid4().hex[:8]}",
        "Score": passed / len(outcomes),
        "StartedOn": _iso(started),
        "CompletedOn": _iso(datetime.now(timezone.utc)),
        **_job(),
        "RuleResults": [
            {
                "Name": f"Rule_{at}",
                "Description": rule.text,
                **({"EvaluationMessage": outcome.reason} if outcome.reason else {}),
                "Result": _RESULTS[outcome.status],
                "EvaluatedMetrics": outcome.metrics,
                "EvaluatedRule": rule.text,
            }
            for at, (rule, outcome) in enumerate(zip(evaluation.rules, outcomes, strict=True), 1)
        ],
        "AggregatedMetrics": {
            "TotalRowsProcessed": evaluation.rows,
            "TotalRowsPassed": evaluation.rows - evaluation.failed_rows,
            "TotalRowsFailed": evaluation.failed_rows,
            "TotalRulesProcessed": len(outcomes),
            "TotalRulesPassed": passed,
            "TotalRulesFailed": len(outcomes) - passed,
        },
        **about,
    }
    _write_whole(Path(folder) / f"{result['ResultId']}.json", json.dumps(result))
    return result["ResultId"]


def _job() -> dict:
    try:
        given = getResolvedOptions(sys.argv, ["JOB_NAME", "JOB_RUN_ID"])
    except GlueArgumentError:
        return {}
    return {"JobName": given["JOB_NAME"], "JobRunId": given["JOB_RUN_ID"]}


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text)
    temporary.replace(path)
