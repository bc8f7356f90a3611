import type { GetTriggerRequest, GetTriggerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTrigger.html */
export function getTrigger({ triggers }: GlueContext, input: Checked<GetTriggerRequest>): GetTriggerResponse {
  return { Trigger: triggers.get(input.Name).trigger };
}
