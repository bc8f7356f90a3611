import type { DeleteDataQualityRulesetRequest, DeleteDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteDataQualityRuleset.html */
export function deleteDataQualityRuleset(
  { quality: { rulesets }, tags }: GlueContext,
  input: Checked<DeleteDataQualityRulesetRequest>,
): DeleteDataQualityRulesetResponse {
  const name = input.Name;
  rulesets.delete(name);
  tags.forget(`dataQualityRuleset/${name}`);
  return {};
}
