import type { StartTriggerRequest, StartTriggerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { StoredTrigger, Triggers } from "../triggers";

/**
 * Fires a trigger on demand; activates one of another type.
 *
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartTrigger.html
 */
export const startTrigger =
  (triggers: Triggers, fire: (stored: StoredTrigger) => void): Operation<StartTriggerRequest, StartTriggerResponse> =>
  (input) => {
    const name = required("name", input.Name);
    const stored = triggers.get(name);
    if (stored.trigger.Type === "ON_DEMAND") {
      fire(stored);
    } else {
      triggers.write({ ...stored, trigger: { ...stored.trigger, State: "ACTIVATED" } });
    }
    return { Name: name };
  };
