import type { PutWorkflowRunPropertiesRequest, PutWorkflowRunPropertiesResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_PutWorkflowRunProperties.html */
export function putWorkflowRunProperties(
  { workflowRuns: { store } }: GlueContext,
  input: PutWorkflowRunPropertiesRequest,
): PutWorkflowRunPropertiesResponse {
  const stored = store.get(required("name", input.Name), required("runId", input.RunId));
  const given = required("runProperties", input.RunProperties);
  stored.run = { ...stored.run, WorkflowRunProperties: { ...stored.run.WorkflowRunProperties, ...given } };
  store.write(stored);
  return {};
}
