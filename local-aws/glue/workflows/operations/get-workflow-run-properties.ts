import type { GetWorkflowRunPropertiesRequest, GetWorkflowRunPropertiesResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflowRunProperties.html */
export function getWorkflowRunProperties(
  { workflowRuns: { store } }: GlueContext,
  input: Checked<GetWorkflowRunPropertiesRequest>,
): GetWorkflowRunPropertiesResponse {
  const { run } = store.get(input.Name, input.RunId);
  return { RunProperties: run.WorkflowRunProperties };
}
