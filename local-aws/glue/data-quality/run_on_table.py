"""A data quality run on Spark: `request.json` in its folder says what to do, `answer.json` what was found."""

import json
from datetime import datetime, timezone
from pathlib import Path

from awsglue.catalog_source import read_table
from awsglue.dqdl.evaluate import evaluate
from awsglue.dqdl.publish import publish, write_to_s3
from awsglue.dqdl.recommend import recommend
from pyspark.sql import DataFrame, SparkSession


def main() -> None:
    """Does what the request asks for."""
    request = json.loads(Path("request.json").read_text())
    spark = SparkSession.builder.getOrCreate()
    frame = _read(spark, request["source"])
    if "rulesets" in request:
        answer = {"ResultIds": _evaluate(spark, frame, request)}
    else:
        answer = {"RecommendedRuleset": recommend(frame)}
    temporary = Path("answer.tmp")
    temporary.write_text(json.dumps(answer))
    temporary.replace("answer.json")


def _evaluate(spark: SparkSession, frame: DataFrame, request: dict) -> list[str]:
    references = {alias: _read(spark, source) for alias, source in request["references"].items()}
    ids = []
    for ruleset in request["rulesets"]:
        started = datetime.now(timezone.utc)
        evaluation = evaluate(frame, ruleset["document"], references)
        if request.get("resultsPrefix"):
            write_to_s3(spark, evaluation, request["resultsPrefix"])
        about = {"RulesetName": ruleset["name"], **request["about"]}
        ids.append(publish(evaluation, started, about))
    return ids


def _read(spark: SparkSession, source: dict) -> DataFrame:
    return read_table(spark, source["database"], source["table"], source["predicate"])


main()
