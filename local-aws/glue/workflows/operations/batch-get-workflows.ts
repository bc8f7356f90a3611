import type { BatchGetWorkflowsRequest, BatchGetWorkflowsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { atMost } from "../../errors";
import type { Descriptions } from "../describe-run";
import type { Workflows } from "../workflows";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetWorkflows.html */
export const batchGetWorkflows =
  (workflows: Workflows, descriptions: Descriptions): Operation<BatchGetWorkflowsRequest, BatchGetWorkflowsResponse> =>
  (input) => {
    const names = atMost(25, "names", input.Names);
    const found = names.filter((name) => workflows.has(name));
    return {
      Workflows: found.map((name) => descriptions.workflow(name, input.IncludeGraph)),
      MissingWorkflows: names.filter((name) => !workflows.has(name)),
    };
  };
