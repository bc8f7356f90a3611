import type { DeleteDataQualityRulesetRequest, DeleteDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { Rulesets } from "../rulesets";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteDataQualityRuleset.html */
export const deleteDataQualityRuleset =
  (rulesets: Rulesets, tags: Tags): Operation<DeleteDataQualityRulesetRequest, DeleteDataQualityRulesetResponse> =>
  (input) => {
    const name = required("name", input.Name);
    rulesets.delete(name);
    tags.forget(`dataQualityRuleset/${name}`);
    return {};
  };
