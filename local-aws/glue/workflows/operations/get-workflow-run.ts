import type { GetWorkflowRunRequest, GetWorkflowRunResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflowRun.html */
export function getWorkflowRun(
  { workflowRuns: { store }, descriptions }: GlueContext,
  input: GetWorkflowRunRequest,
): GetWorkflowRunResponse {
  const stored = store.get(required("name", input.Name), required("runId", input.RunId));
  return { Run: descriptions.run(stored, input.IncludeGraph) };
}
