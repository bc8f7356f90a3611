import type { StopWorkflowRunRequest, StopWorkflowRunResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopWorkflowRun.html */
export function stopWorkflowRun(
  { workflowRuns }: GlueContext,
  input: Checked<StopWorkflowRunRequest>,
): StopWorkflowRunResponse {
  workflowRuns.stop(input.Name, input.RunId);
  return {};
}
