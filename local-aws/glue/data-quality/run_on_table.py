"""A data quality run on Spark: `request.json` in its folder says what to do, `answer.json` what was found."""

import json
from datetime import datetime, timezone
from pathlib import Path

from awsglue.context import GlueContext
from awsgluedq.dqdl.evaluate import evaluate
from awsgluedq.dqdl.publish import publish, write_to_s3
from awsgluedq.dqdl.recommend import recommend
from pyspark import SparkContext
from pyspark.sql import DataFrame


def main() -> None:
    """Does what the request asks for."""
    request = json.loads(Path("request.json").read_text())
    context = GlueContext(SparkContext.getOrCreate())
    frame = _read(context, request["source"])
    if "rulesets" in request:
        answer = {"ResultIds": _evaluate(context, frame, request)}
    else:
        answer = {"RecommendedRuleset": recommend(frame)}
    temporary = Path("answer.tmp")
    temporary.write_text(json.dumps(answer))
    temporary.replace("answer.json")


def _evaluate(context: GlueContext, frame: DataFrame, request: dict) -> list[str]:
    references = {alias: _read(context, source) for alias, source in request["references"].items()}
    ids = []
    for ruleset in request["rulesets"]:
        started = datetime.now(timezone.utc)
        evaluation = evaluate(frame, ruleset["document"], references)
        if request.get("resultsPrefix"):
            write_to_s3(context.spark_session, evaluation, request["resultsPrefix"])
        about = {"RulesetName": ruleset["name"], **request["about"]}
        ids.append(publish(evaluation, started, about))
    return ids


def _read(context: GlueContext, source: dict) -> DataFrame:
    predicate = source["predicate"]
    return context.create_data_frame_from_catalog(
        source["database"], source["table"], push_down_predicate=predicate
    )


main()
