import type {
  CancelDataQualityRuleRecommendationRunRequest,
  CancelDataQualityRuleRecommendationRunResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CancelDataQualityRuleRecommendationRun.html */
export async function cancelDataQualityRuleRecommendationRun(
  { quality }: GlueContext,
  input: Checked<CancelDataQualityRuleRecommendationRunRequest>,
): Promise<CancelDataQualityRuleRecommendationRunResponse> {
  await quality.recommendations.cancel(input.RunId);
  return {};
}
