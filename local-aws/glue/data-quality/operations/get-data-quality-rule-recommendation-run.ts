import type {
  GetDataQualityRuleRecommendationRunRequest,
  GetDataQualityRuleRecommendationRunResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRuleRecommendationRun.html */
export function getDataQualityRuleRecommendationRun(
  { quality }: GlueContext,
  input: Checked<GetDataQualityRuleRecommendationRunRequest>,
): GetDataQualityRuleRecommendationRunResponse {
  return quality.recommendations.get(input.RunId);
}
