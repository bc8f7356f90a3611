import type { UpdateTriggerRequest, UpdateTriggerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import { type Targets, updatedTrigger } from "../trigger-definition";
import type { Triggers } from "../triggers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTrigger.html */
export const updateTrigger =
  (triggers: Triggers, targets: Targets): Operation<UpdateTriggerRequest, UpdateTriggerResponse> =>
  (input) => {
    const stored = triggers.get(required("name", input.Name));
    const trigger = updatedTrigger(stored.trigger, required("triggerUpdate", input.TriggerUpdate), targets);
    triggers.write({ ...stored, trigger });
    return { Trigger: trigger };
  };
