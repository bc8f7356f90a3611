"""EvaluateDataQuality.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-EvaluateDataQuality.html
"""

from datetime import datetime, timezone

from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.not_supported import NotSupportedError, refuse_unknown
from awsglue.transforms import GlueTransform

from awsgluedq.dqdl.evaluate import Evaluation, evaluate
from awsgluedq.dqdl.publish import outcome_frame, publish, write_to_s3

_PUBLISHING = {
    "dataQualityEvaluationContext",
    "enableDataQualityCloudWatchMetrics",
    "enableDataQualityResultsPublishing",
    "resultsS3Prefix",
}
_ADDITIONAL = {
    "compositeRuleEvaluation.method",
    "dataQualityResultsPublishing.strategy",
    "observations.scope",
    "performanceTuning.caching",
}


class EvaluateDataQuality(GlueTransform):
    """Evaluates a DQDL ruleset on a frame."""

    def __call__(self, frame, ruleset, publishing_options=None, transformation_ctx="", **context):
        """A frame with a row a rule: Rule, Outcome, FailureReason, EvaluatedMetrics, EvaluatedRule.

        Raises `DqdlError` where the ruleset is not DQDL.
        """
        evaluation = _evaluated(frame, ruleset, {}, publishing_options or {})
        return _frame(outcome_frame(frame.toDF().sparkSession, evaluation), frame, "ruleOutcomes")

    def process_rows(
        self,
        frame: DynamicFrame,
        ruleset: str,
        publishing_options: dict | None = None,
        additional_options: dict | None = None,
        additional_data_sources: dict[str, DynamicFrame] | None = None,
        transformation_ctx: str = "",
    ) -> DynamicFrameCollection:
        """The frames `originalData`, `ruleOutcomes` and `rowLevelOutcomes`.

        The last has the rows with DataQualityRulesPass, -Fail and -Skip (the rules) and
        DataQualityEvaluationResult (Passed or Failed). Raises `DqdlError` where the ruleset is not DQDL.
        """
        options = additional_options or {}
        refuse_unknown(options, _ADDITIONAL, "additional_options")
        if options.get("compositeRuleEvaluation.method", "COLUMN") != "COLUMN":
            raise NotSupportedError("compositeRuleEvaluation.method other than COLUMN")
        references = additional_data_sources or {}
        evaluation = _evaluated(frame, ruleset, references, publishing_options or {})
        frames = {
            "originalData": frame,
            "ruleOutcomes": _frame(
                outcome_frame(frame.toDF().sparkSession, evaluation), frame, "ruleOutcomes"
            ),
            "rowLevelOutcomes": _frame(evaluation.row_level, frame, "rowLevelOutcomes"),
        }
        return DynamicFrameCollection(frames, frame.glue_ctx)


def _evaluated(
    frame: DynamicFrame, ruleset: str, references: dict[str, DynamicFrame], options: dict
) -> Evaluation:
    refuse_unknown(options, _PUBLISHING, "publishing_options")
    started = datetime.now(timezone.utc)
    others = {alias: reference.toDF() for alias, reference in references.items()}
    evaluation = evaluate(frame.toDF(), ruleset, others)
    if options.get("enableDataQualityResultsPublishing", True):
        context = options.get("dataQualityEvaluationContext", "default_context")
        publish(evaluation, started, {"EvaluationContext": context})
    if options.get("resultsS3Prefix"):
        write_to_s3(frame.toDF().sparkSession, evaluation, options["resultsS3Prefix"])
    return evaluation


def _frame(data_frame, like: DynamicFrame, name: str) -> DynamicFrame:
    return DynamicFrame.fromDF(data_frame, like.glue_ctx, name)
