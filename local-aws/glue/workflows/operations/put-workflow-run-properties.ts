import type { PutWorkflowRunPropertiesRequest, PutWorkflowRunPropertiesResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_PutWorkflowRunProperties.html */
export function putWorkflowRunProperties(
  { workflowRuns: { store } }: GlueContext,
  input: Checked<PutWorkflowRunPropertiesRequest>,
): PutWorkflowRunPropertiesResponse {
  const stored = store.get(input.Name, input.RunId);
  const given = input.RunProperties;
  stored.run = { ...stored.run, WorkflowRunProperties: { ...stored.run.WorkflowRunProperties, ...given } };
  store.write(stored);
  return {};
}
