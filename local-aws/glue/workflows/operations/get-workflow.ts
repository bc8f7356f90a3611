import type { GetWorkflowRequest, GetWorkflowResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflow.html */
export function getWorkflow({ descriptions }: GlueContext, input: Checked<GetWorkflowRequest>): GetWorkflowResponse {
  return { Workflow: descriptions.workflow(input.Name, input.IncludeGraph) };
}
