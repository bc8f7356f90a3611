import type { CreateDataQualityRulesetRequest, CreateDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { checkRuleset } from "../check-ruleset";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDataQualityRuleset.html */
export async function createDataQualityRuleset(
  { quality: { rulesets }, tags }: GlueContext,
  input: Checked<CreateDataQualityRulesetRequest>,
): Promise<CreateDataQualityRulesetResponse> {
  const Name = input.Name;
  const Ruleset = input.Ruleset;
  const RuleCount = await checkRuleset(Ruleset);
  rulesets.checkIsNew(Name);
  const now = new Date();
  const { Description, TargetTable } = input;
  rulesets.put({ Name, Description, Ruleset, TargetTable, CreatedOn: now, LastModifiedOn: now, RuleCount });
  tags.add(`dataQualityRuleset/${Name}`, input.Tags);
  return { Name };
}
