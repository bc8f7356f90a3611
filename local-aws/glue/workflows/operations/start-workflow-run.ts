import type { StartWorkflowRunRequest, StartWorkflowRunResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartWorkflowRun.html */
export function startWorkflowRun(
  { workflowRuns }: GlueContext,
  input: Checked<StartWorkflowRunRequest>,
): StartWorkflowRunResponse {
  return { RunId: workflowRuns.start(input.Name, input.RunProperties) };
}
