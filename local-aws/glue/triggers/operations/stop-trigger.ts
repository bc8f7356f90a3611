import type { StopTriggerRequest, StopTriggerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { invalidInput, required } from "../../errors";
import type { Triggers } from "../triggers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopTrigger.html */
export const stopTrigger =
  (triggers: Triggers): Operation<StopTriggerRequest, StopTriggerResponse> =>
  (input) => {
    const name = required("name", input.Name);
    const stored = triggers.get(name);
    if (stored.trigger.Type === "ON_DEMAND") {
      throw invalidInput("An ON_DEMAND trigger is never activated, so it cannot be stopped.");
    }
    triggers.write({ ...stored, trigger: { ...stored.trigger, State: "DEACTIVATED" } });
    return { Name: name };
  };
