import type { GetDataQualityRulesetRequest, GetDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRuleset.html */
export function getDataQualityRuleset(
  { quality: { rulesets } }: GlueContext,
  input: GetDataQualityRulesetRequest,
): GetDataQualityRulesetResponse {
  const { RuleCount, ...ruleset } = rulesets.get(required("name", input.Name));
  return ruleset;
}
