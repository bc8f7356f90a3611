import type { GetWorkflowRunRequest, GetWorkflowRunResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Descriptions } from "../describe-run";
import type { WorkflowRunStore } from "../workflow-run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflowRun.html */
export const getWorkflowRun =
  (store: WorkflowRunStore, descriptions: Descriptions): Operation<GetWorkflowRunRequest, GetWorkflowRunResponse> =>
  (input) => {
    const stored = store.get(required("name", input.Name), required("runId", input.RunId));
    return { Run: descriptions.run(stored, input.IncludeGraph) };
  };
