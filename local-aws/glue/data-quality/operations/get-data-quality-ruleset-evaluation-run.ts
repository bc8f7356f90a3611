import type {
  GetDataQualityRulesetEvaluationRunRequest,
  GetDataQualityRulesetEvaluationRunResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { DataQuality } from "../data-quality";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRulesetEvaluationRun.html */
export const getDataQualityRulesetEvaluationRun =
  (
    quality: DataQuality,
  ): Operation<GetDataQualityRulesetEvaluationRunRequest, GetDataQualityRulesetEvaluationRunResponse> =>
  (input) =>
    quality.evaluations.get(required("runId", input.RunId));
