import type { GetWorkflowRequest, GetWorkflowResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Descriptions } from "../describe-run";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflow.html */
export const getWorkflow =
  (descriptions: Descriptions): Operation<GetWorkflowRequest, GetWorkflowResponse> =>
  (input) => {
    return { Workflow: descriptions.workflow(required("name", input.Name), input.IncludeGraph) };
  };
