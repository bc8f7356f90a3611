import type {
  CancelDataQualityRulesetEvaluationRunRequest,
  CancelDataQualityRulesetEvaluationRunResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { DataQuality } from "../data-quality";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CancelDataQualityRulesetEvaluationRun.html */
export const cancelDataQualityRulesetEvaluationRun =
  (
    quality: DataQuality,
  ): Operation<CancelDataQualityRulesetEvaluationRunRequest, CancelDataQualityRulesetEvaluationRunResponse> =>
  async (input) => {
    await quality.evaluations.cancel(required("runId", input.RunId));
    return {};
  };
