import type {
  CancelDataQualityRuleRecommendationRunRequest,
  CancelDataQualityRuleRecommendationRunResponse,
} from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CancelDataQualityRuleRecommendationRun.html */
export async function cancelDataQualityRuleRecommendationRun(
  { quality }: GlueContext,
  input: CancelDataQualityRuleRecommendationRunRequest,
): Promise<CancelDataQualityRuleRecommendationRunResponse> {
  await quality.recommendations.cancel(required("runId", input.RunId));
  return {};
}
