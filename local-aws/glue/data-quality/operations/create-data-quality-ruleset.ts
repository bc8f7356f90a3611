import type { CreateDataQualityRulesetRequest, CreateDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import { checkRuleset } from "../check-ruleset";
import type { Rulesets } from "../rulesets";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDataQualityRuleset.html */
export const createDataQualityRuleset =
  (rulesets: Rulesets, tags: Tags): Operation<CreateDataQualityRulesetRequest, CreateDataQualityRulesetResponse> =>
  async (input) => {
    const Name = required("name", input.Name);
    const Ruleset = required("ruleset", input.Ruleset);
    const RuleCount = await checkRuleset(Ruleset);
    rulesets.checkIsNew(Name);
    const now = new Date();
    const { Description, TargetTable } = input;
    rulesets.put({ Name, Description, Ruleset, TargetTable, CreatedOn: now, LastModifiedOn: now, RuleCount });
    tags.add(`dataQualityRuleset/${Name}`, input.Tags);
    return { Name };
  };
