import type {
  GetDataQualityRuleRecommendationRunRequest,
  GetDataQualityRuleRecommendationRunResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { DataQuality } from "../data-quality";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRuleRecommendationRun.html */
export const getDataQualityRuleRecommendationRun =
  (
    quality: DataQuality,
  ): Operation<GetDataQualityRuleRecommendationRunRequest, GetDataQualityRuleRecommendationRunResponse> =>
  (input) =>
    quality.recommendations.get(required("runId", input.RunId));
