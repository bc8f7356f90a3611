import type { GetDataQualityRulesetRequest, GetDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRuleset.html */
export function getDataQualityRuleset(
  { quality: { rulesets } }: GlueContext,
  input: Checked<GetDataQualityRulesetRequest>,
): GetDataQualityRulesetResponse {
  const { RuleCount, ...ruleset } = rulesets.get(input.Name);
  return ruleset;
}
