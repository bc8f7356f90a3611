import type { GetTriggersRequest, GetTriggersResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTriggers.html */
export function getTriggers({ triggers }: GlueContext, input: GetTriggersRequest): GetTriggersResponse {
  const found = triggers.starting(input.DependentJobName);
  const { items, NextToken } = pageOf(found, (trigger) => trigger.Name ?? "", input, 200);
  return { Triggers: items, NextToken };
}
