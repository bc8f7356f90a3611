import type { ResumeWorkflowRunRequest, ResumeWorkflowRunResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { invalidInput, required } from "../../errors";
import type { WorkflowRuns } from "../workflow-runs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ResumeWorkflowRun.html */
export const resumeWorkflowRun =
  (runs: WorkflowRuns): Operation<ResumeWorkflowRunRequest, ResumeWorkflowRunResponse> =>
  (input) => {
    const nodes = required("nodeIds", input.NodeIds);
    if (nodes.length === 0) {
      throw invalidInput("NodeIds must name at least one node.");
    }
    return runs.resume(required("name", input.Name), required("runId", input.RunId), nodes);
  };
