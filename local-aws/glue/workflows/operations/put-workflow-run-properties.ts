import type { PutWorkflowRunPropertiesRequest, PutWorkflowRunPropertiesResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { WorkflowRunStore } from "../workflow-run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_PutWorkflowRunProperties.html */
export const putWorkflowRunProperties =
  (store: WorkflowRunStore): Operation<PutWorkflowRunPropertiesRequest, PutWorkflowRunPropertiesResponse> =>
  (input) => {
    const stored = store.get(required("name", input.Name), required("runId", input.RunId));
    const given = required("runProperties", input.RunProperties);
    stored.run = { ...stored.run, WorkflowRunProperties: { ...stored.run.WorkflowRunProperties, ...given } };
    store.write(stored);
    return {};
  };
