import type { BatchGetWorkflowsRequest, BatchGetWorkflowsResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetWorkflows.html */
export function batchGetWorkflows(
  { workflows, descriptions }: GlueContext,
  input: Checked<BatchGetWorkflowsRequest>,
): BatchGetWorkflowsResponse {
  const names = input.Names;
  const found = names.filter((name) => workflows.has(name));
  return {
    Workflows: found.map((name) => descriptions.workflow(name, input.IncludeGraph)),
    MissingWorkflows: names.filter((name) => !workflows.has(name)),
  };
}
