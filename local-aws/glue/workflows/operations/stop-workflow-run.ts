import type { StopWorkflowRunRequest, StopWorkflowRunResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { WorkflowRuns } from "../workflow-runs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopWorkflowRun.html */
export const stopWorkflowRun =
  (runs: WorkflowRuns): Operation<StopWorkflowRunRequest, StopWorkflowRunResponse> =>
  (input) => {
    runs.stop(required("name", input.Name), required("runId", input.RunId));
    return {};
  };
