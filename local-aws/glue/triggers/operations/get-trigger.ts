import type { GetTriggerRequest, GetTriggerResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTrigger.html */
export function getTrigger({ triggers }: GlueContext, input: GetTriggerRequest): GetTriggerResponse {
  return { Trigger: triggers.get(required("name", input.Name)).trigger };
}
