import type { UpdateTriggerRequest, UpdateTriggerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { updatedTrigger } from "../trigger-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTrigger.html */
export function updateTrigger(context: GlueContext, input: Checked<UpdateTriggerRequest>): UpdateTriggerResponse {
  const stored = context.triggers.get(input.Name);
  const trigger = updatedTrigger(stored.trigger, input.TriggerUpdate, context);
  context.triggers.write({ ...stored, trigger });
  return { Trigger: trigger };
}
