import type { GetWorkflowRunsRequest, GetWorkflowRunsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import { page } from "../../page";
import type { Descriptions } from "../describe-run";
import { runKey, type WorkflowRunStore } from "../workflow-run-store";
import type { Workflows } from "../workflows";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflowRuns.html */
export const getWorkflowRuns =
  (
    workflows: Workflows,
    store: WorkflowRunStore,
    descriptions: Descriptions,
  ): Operation<GetWorkflowRunsRequest, GetWorkflowRunsResponse> =>
  (input) => {
    const runs = store.list(workflows.get(required("name", input.Name)).Name ?? "");
    const { items, NextToken } = page(runs, ({ run }) => runKey(run), input, 1000);
    return { Runs: items.map((stored) => descriptions.run(stored, input.IncludeGraph)), NextToken };
  };
