import type { ResumeWorkflowRunRequest, ResumeWorkflowRunResponse } from "@aws-sdk/client-glue";
import { invalidInput, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ResumeWorkflowRun.html */
export function resumeWorkflowRun(
  { workflowRuns }: GlueContext,
  input: ResumeWorkflowRunRequest,
): ResumeWorkflowRunResponse {
  const nodes = required("nodeIds", input.NodeIds);
  if (nodes.length === 0) {
    throw invalidInput("NodeIds must name at least one node.");
  }
  return workflowRuns.resume(required("name", input.Name), required("runId", input.RunId), nodes);
}
