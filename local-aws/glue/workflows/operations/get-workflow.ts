import type { GetWorkflowRequest, GetWorkflowResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflow.html */
export function getWorkflow({ descriptions }: GlueContext, input: GetWorkflowRequest): GetWorkflowResponse {
  return { Workflow: descriptions.workflow(required("name", input.Name), input.IncludeGraph) };
}
