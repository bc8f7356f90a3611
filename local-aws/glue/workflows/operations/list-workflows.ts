import type { ListWorkflowsRequest, ListWorkflowsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Workflows } from "../workflows";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListWorkflows.html */
export const listWorkflows =
  (workflows: Workflows): Operation<ListWorkflowsRequest, ListWorkflowsResponse> =>
  (input) => {
    const { items, NextToken } = page(workflows.names(), (name) => name, input, 25);
    return { Workflows: items, NextToken };
  };
