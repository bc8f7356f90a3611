import type { ListWorkflowsRequest, ListWorkflowsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListWorkflows.html */
export function listWorkflows({ workflows }: GlueContext, input: ListWorkflowsRequest): ListWorkflowsResponse {
  const { items, NextToken } = pageOf(workflows.names(), (name) => name, input, 25);
  return { Workflows: items, NextToken };
}
