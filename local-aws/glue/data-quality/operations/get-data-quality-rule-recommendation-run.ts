import type {
  GetDataQualityRuleRecommendationRunRequest,
  GetDataQualityRuleRecommendationRunResponse,
} from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRuleRecommendationRun.html */
export function getDataQualityRuleRecommendationRun(
  { quality }: GlueContext,
  input: GetDataQualityRuleRecommendationRunRequest,
): GetDataQualityRuleRecommendationRunResponse {
  return quality.recommendations.get(required("runId", input.RunId));
}
