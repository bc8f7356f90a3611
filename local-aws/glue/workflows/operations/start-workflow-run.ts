import type { StartWorkflowRunRequest, StartWorkflowRunResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartWorkflowRun.html */
export function startWorkflowRun(
  { workflowRuns }: GlueContext,
  input: StartWorkflowRunRequest,
): StartWorkflowRunResponse {
  return { RunId: workflowRuns.start(required("name", input.Name), input.RunProperties) };
}
