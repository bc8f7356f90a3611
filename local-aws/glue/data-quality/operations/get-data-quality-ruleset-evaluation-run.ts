import type {
  GetDataQualityRulesetEvaluationRunRequest,
  GetDataQualityRulesetEvaluationRunResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRulesetEvaluationRun.html */
export function getDataQualityRulesetEvaluationRun(
  { quality }: GlueContext,
  input: Checked<GetDataQualityRulesetEvaluationRunRequest>,
): GetDataQualityRulesetEvaluationRunResponse {
  return quality.evaluations.get(input.RunId);
}
