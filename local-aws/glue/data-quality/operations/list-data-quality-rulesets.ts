import type { ListDataQualityRulesetsRequest, ListDataQualityRulesetsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListDataQualityRulesets.html */
export function listDataQualityRulesets(
  { quality: { rulesets }, tags }: GlueContext,
  input: ListDataQualityRulesetsRequest,
): ListDataQualityRulesetsResponse {
  const wanted = Object.entries(input.Tags ?? {});
  const found = rulesets.list(input.Filter).filter((ruleset) => {
    const own = tags.get(`dataQualityRuleset/${ruleset.Name}`);
    return wanted.every(([key, value]) => own[key] === value);
  });
  const { items, NextToken } = pageOf(found, (ruleset) => ruleset.Name ?? "", input, 1000);
  return { Rulesets: items.map(({ Ruleset, ...details }) => details), NextToken };
}
