import type { StopTriggerRequest, StopTriggerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopTrigger.html */
export function stopTrigger({ triggers }: GlueContext, input: Checked<StopTriggerRequest>): StopTriggerResponse {
  const name = input.Name;
  const stored = triggers.get(name);
  if (stored.trigger.Type === "ON_DEMAND") {
    throw invalidInput("An ON_DEMAND trigger is never activated, so it cannot be stopped.");
  }
  triggers.write({ ...stored, trigger: { ...stored.trigger, State: "DEACTIVATED" } });
  return { Name: name };
}
