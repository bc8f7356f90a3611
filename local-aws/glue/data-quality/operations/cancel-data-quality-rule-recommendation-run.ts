import type {
  CancelDataQualityRuleRecommendationRunRequest,
  CancelDataQualityRuleRecommendationRunResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { DataQuality } from "../data-quality";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CancelDataQualityRuleRecommendationRun.html */
export const cancelDataQualityRuleRecommendationRun =
  (
    quality: DataQuality,
  ): Operation<CancelDataQualityRuleRecommendationRunRequest, CancelDataQualityRuleRecommendationRunResponse> =>
  async (input) => {
    await quality.recommendations.cancel(required("runId", input.RunId));
    return {};
  };
