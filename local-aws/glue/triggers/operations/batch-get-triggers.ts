import type { BatchGetTriggersRequest, BatchGetTriggersResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Triggers } from "../triggers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetTriggers.html */
export const batchGetTriggers =
  (triggers: Triggers): Operation<BatchGetTriggersRequest, BatchGetTriggersResponse> =>
  (input) => {
    const names = required("triggerNames", input.TriggerNames);
    return {
      Triggers: names.filter((name) => triggers.has(name)).map((name) => triggers.get(name).trigger),
      TriggersNotFound: names.filter((name) => !triggers.has(name)),
    };
  };
