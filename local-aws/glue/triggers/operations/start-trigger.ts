import type { StartTriggerRequest, StartTriggerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/**
 * Fires a trigger on demand; activates one of another type.
 *
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartTrigger.html
 */
export function startTrigger(
  { triggers, orchestration }: GlueContext,
  input: Checked<StartTriggerRequest>,
): StartTriggerResponse {
  const name = input.Name;
  const stored = triggers.get(name);
  if (stored.trigger.Type === "ON_DEMAND") {
    orchestration.fire(stored);
  } else {
    triggers.write({ ...stored, trigger: { ...stored.trigger, State: "ACTIVATED" } });
  }
  return { Name: name };
}
