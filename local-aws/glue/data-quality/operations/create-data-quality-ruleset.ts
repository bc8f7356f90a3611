import type { CreateDataQualityRulesetRequest, CreateDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { checkRuleset } from "../check-ruleset";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDataQualityRuleset.html */
export async function createDataQualityRuleset(
  { quality: { rulesets }, tags }: GlueContext,
  input: CreateDataQualityRulesetRequest,
): Promise<CreateDataQualityRulesetResponse> {
  const Name = required("name", input.Name);
  const Ruleset = required("ruleset", input.Ruleset);
  const RuleCount = await checkRuleset(Ruleset);
  rulesets.checkIsNew(Name);
  const now = new Date();
  const { Description, TargetTable } = input;
  rulesets.put({ Name, Description, Ruleset, TargetTable, CreatedOn: now, LastModifiedOn: now, RuleCount });
  tags.add(`dataQualityRuleset/${Name}`, input.Tags);
  return { Name };
}
