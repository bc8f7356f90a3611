import type { GetWorkflowRunRequest, GetWorkflowRunResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflowRun.html */
export function getWorkflowRun(
  { workflowRuns: { store }, descriptions }: GlueContext,
  input: Checked<GetWorkflowRunRequest>,
): GetWorkflowRunResponse {
  const stored = store.get(input.Name, input.RunId);
  return { Run: descriptions.run(stored, input.IncludeGraph) };
}
