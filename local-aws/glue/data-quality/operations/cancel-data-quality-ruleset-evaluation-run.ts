import type {
  CancelDataQualityRulesetEvaluationRunRequest,
  CancelDataQualityRulesetEvaluationRunResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CancelDataQualityRulesetEvaluationRun.html */
export async function cancelDataQualityRulesetEvaluationRun(
  { quality }: GlueContext,
  input: Checked<CancelDataQualityRulesetEvaluationRunRequest>,
): Promise<CancelDataQualityRulesetEvaluationRunResponse> {
  await quality.evaluations.cancel(input.RunId);
  return {};
}
