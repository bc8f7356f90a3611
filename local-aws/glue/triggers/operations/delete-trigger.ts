import type { DeleteTriggerRequest, DeleteTriggerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { Triggers } from "../triggers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteTrigger.html */
export const deleteTrigger =
  (triggers: Triggers, tags: Tags): Operation<DeleteTriggerRequest, DeleteTriggerResponse> =>
  (input) => {
    const name = required("name", input.Name);
    triggers.delete(name);
    tags.forget(`trigger/${name}`);
    return { Name: name };
  };
