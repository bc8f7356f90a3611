import type { UpdateDataQualityRulesetRequest, UpdateDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import { checkRuleset } from "../check-ruleset";
import type { Rulesets } from "../rulesets";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateDataQualityRuleset.html */
export const updateDataQualityRuleset =
  (rulesets: Rulesets): Operation<UpdateDataQualityRulesetRequest, UpdateDataQualityRulesetResponse> =>
  async (input) => {
    const name = required("name", input.Name);
    const before = rulesets.get(name);
    const Ruleset = input.Ruleset ?? before.Ruleset;
    const RuleCount = input.Ruleset === undefined ? before.RuleCount : await checkRuleset(input.Ruleset);
    const Description = input.Description ?? before.Description;
    rulesets.put({ ...rulesets.get(name), Description, Ruleset, RuleCount, LastModifiedOn: new Date() });
    return { Name: name, Description, Ruleset };
  };
