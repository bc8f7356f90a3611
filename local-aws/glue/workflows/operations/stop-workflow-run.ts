import type { StopWorkflowRunRequest, StopWorkflowRunResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopWorkflowRun.html */
export function stopWorkflowRun({ workflowRuns }: GlueContext, input: StopWorkflowRunRequest): StopWorkflowRunResponse {
  workflowRuns.stop(required("name", input.Name), required("runId", input.RunId));
  return {};
}
