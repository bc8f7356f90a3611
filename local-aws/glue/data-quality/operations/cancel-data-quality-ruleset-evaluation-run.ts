import type {
  CancelDataQualityRulesetEvaluationRunRequest,
  CancelDataQualityRulesetEvaluationRunResponse,
} from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CancelDataQualityRulesetEvaluationRun.html */
export async function cancelDataQualityRulesetEvaluationRun(
  { quality }: GlueContext,
  input: CancelDataQualityRulesetEvaluationRunRequest,
): Promise<CancelDataQualityRulesetEvaluationRunResponse> {
  await quality.evaluations.cancel(required("runId", input.RunId));
  return {};
}
