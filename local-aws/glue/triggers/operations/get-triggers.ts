import type { GetTriggersRequest, GetTriggersResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Triggers } from "../triggers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTriggers.html */
export const getTriggers =
  (triggers: Triggers): Operation<GetTriggersRequest, GetTriggersResponse> =>
  (input) => {
    const found = triggers.starting(input.DependentJobName);
    const { items, NextToken } = page(found, (trigger) => trigger.Name ?? "", input, 200);
    return { Triggers: items, NextToken };
  };
