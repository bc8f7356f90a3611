import type { GetTriggerRequest, GetTriggerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Triggers } from "../triggers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTrigger.html */
export const getTrigger =
  (triggers: Triggers): Operation<GetTriggerRequest, GetTriggerResponse> =>
  (input) => ({ Trigger: triggers.get(required("name", input.Name)).trigger });
