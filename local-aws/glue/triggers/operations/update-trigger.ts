import type { UpdateTriggerRequest, UpdateTriggerResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { updatedTrigger } from "../trigger-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTrigger.html */
export function updateTrigger(context: GlueContext, input: UpdateTriggerRequest): UpdateTriggerResponse {
  const stored = context.triggers.get(required("name", input.Name));
  const trigger = updatedTrigger(stored.trigger, required("triggerUpdate", input.TriggerUpdate), context);
  context.triggers.write({ ...stored, trigger });
  return { Trigger: trigger };
}
