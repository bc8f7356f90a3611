import type { GetWorkflowRunPropertiesRequest, GetWorkflowRunPropertiesResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflowRunProperties.html */
export function getWorkflowRunProperties(
  { workflowRuns: { store } }: GlueContext,
  input: GetWorkflowRunPropertiesRequest,
): GetWorkflowRunPropertiesResponse {
  const { run } = store.get(required("name", input.Name), required("runId", input.RunId));
  return { RunProperties: run.WorkflowRunProperties };
}
