import type { GetWorkflowRunPropertiesRequest, GetWorkflowRunPropertiesResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { WorkflowRunStore } from "../workflow-run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflowRunProperties.html */
export const getWorkflowRunProperties =
  (store: WorkflowRunStore): Operation<GetWorkflowRunPropertiesRequest, GetWorkflowRunPropertiesResponse> =>
  (input) => {
    const { run } = store.get(required("name", input.Name), required("runId", input.RunId));
    return { RunProperties: run.WorkflowRunProperties };
  };
