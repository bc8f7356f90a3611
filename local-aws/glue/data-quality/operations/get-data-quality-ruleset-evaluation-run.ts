import type {
  GetDataQualityRulesetEvaluationRunRequest,
  GetDataQualityRulesetEvaluationRunResponse,
} from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRulesetEvaluationRun.html */
export function getDataQualityRulesetEvaluationRun(
  { quality }: GlueContext,
  input: GetDataQualityRulesetEvaluationRunRequest,
): GetDataQualityRulesetEvaluationRunResponse {
  return quality.evaluations.get(required("runId", input.RunId));
}
