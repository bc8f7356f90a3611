import type { BatchGetTriggersRequest, BatchGetTriggersResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetTriggers.html */
export function batchGetTriggers(
  { triggers }: GlueContext,
  input: Checked<BatchGetTriggersRequest>,
): BatchGetTriggersResponse {
  const names = input.TriggerNames;
  return {
    Triggers: names.filter((name) => triggers.has(name)).map((name) => triggers.get(name).trigger),
    TriggersNotFound: names.filter((name) => !triggers.has(name)),
  };
}
