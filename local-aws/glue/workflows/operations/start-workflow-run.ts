import type { StartWorkflowRunRequest, StartWorkflowRunResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { WorkflowRuns } from "../workflow-runs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartWorkflowRun.html */
export const startWorkflowRun =
  (runs: WorkflowRuns): Operation<StartWorkflowRunRequest, StartWorkflowRunResponse> =>
  (input) => {
    return { RunId: runs.start(required("name", input.Name), input.RunProperties) };
  };
