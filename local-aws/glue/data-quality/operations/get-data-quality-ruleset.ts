import type { GetDataQualityRulesetRequest, GetDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Rulesets } from "../rulesets";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityRuleset.html */
export const getDataQualityRuleset =
  (rulesets: Rulesets): Operation<GetDataQualityRulesetRequest, GetDataQualityRulesetResponse> =>
  (input) => {
    const { RuleCount, ...ruleset } = rulesets.get(required("name", input.Name));
    return ruleset;
  };
