import type { ResumeWorkflowRunRequest, ResumeWorkflowRunResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ResumeWorkflowRun.html */
export function resumeWorkflowRun(
  { workflowRuns }: GlueContext,
  input: Checked<ResumeWorkflowRunRequest>,
): ResumeWorkflowRunResponse {
  const nodes = input.NodeIds;
  if (nodes.length === 0) {
    throw invalidInput("NodeIds must name at least one node.");
  }
  return workflowRuns.resume(input.Name, input.RunId, nodes);
}
