import type {
  StartDataQualityRuleRecommendationRunRequest,
  StartDataQualityRuleRecommendationRunResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { RequestContext } from "../../../protocol/service";
import { invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { tableSource } from "../data-source";
import { runSize } from "../run-size";

type Request = StartDataQualityRuleRecommendationRunRequest;

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartDataQualityRuleRecommendationRun.html */
export function startDataQualityRuleRecommendationRun(
  { quality }: GlueContext,
  input: Checked<Request>,
  request: RequestContext,
): StartDataQualityRuleRecommendationRunResponse {
  const { DataSource, CreatedRulesetName } = input;
  const source = tableSource(quality.catalog, DataSource);
  const Role = input.Role;
  for (const name of ["AdditionalRunOptions", "RecommendationMode"] as const) {
    if (input[name] !== undefined) {
      throw invalidInput(`The embedded AWS does not support ${name} of a recommendation run.`);
    }
  }
  if (CreatedRulesetName !== undefined) {
    quality.rulesets.checkIsNew(CreatedRulesetName);
  }
  const run = { DataSource, Role, ...runSize(input), CreatedRulesetName };
  return { RunId: quality.recommendations.start(run, () => ({ source }), request.region) };
}
