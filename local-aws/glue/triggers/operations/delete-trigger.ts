import type { DeleteTriggerRequest, DeleteTriggerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteTrigger.html */
export function deleteTrigger(
  { triggers, tags }: GlueContext,
  input: Checked<DeleteTriggerRequest>,
): DeleteTriggerResponse {
  const name = input.Name;
  triggers.delete(name);
  tags.forget(`trigger/${name}`);
  return { Name: name };
}
