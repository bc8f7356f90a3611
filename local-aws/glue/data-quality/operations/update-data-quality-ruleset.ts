import type { UpdateDataQualityRulesetRequest, UpdateDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { checkRuleset } from "../check-ruleset";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateDataQualityRuleset.html */
export async function updateDataQualityRuleset(
  { quality: { rulesets } }: GlueContext,
  input: Checked<UpdateDataQualityRulesetRequest>,
): Promise<UpdateDataQualityRulesetResponse> {
  const name = input.Name;
  const before = rulesets.get(name);
  const Ruleset = input.Ruleset ?? before.Ruleset;
  const RuleCount = input.Ruleset === undefined ? before.RuleCount : await checkRuleset(input.Ruleset);
  const Description = input.Description ?? before.Description;
  rulesets.put({ ...rulesets.get(name), Description, Ruleset, RuleCount, LastModifiedOn: new Date() });
  return { Name: name, Description, Ruleset };
}
