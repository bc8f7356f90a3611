import type { GetWorkflowRunsRequest, GetWorkflowRunsResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { runKey } from "../workflow-run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetWorkflowRuns.html */
export function getWorkflowRuns(
  { workflows, workflowRuns: { store }, descriptions }: GlueContext,
  input: Checked<GetWorkflowRunsRequest>,
): GetWorkflowRunsResponse {
  const runs = store.list(workflows.get(input.Name).Name ?? "");
  const { items, NextToken } = pageOf(runs, ({ run }) => runKey(run), input, 1000);
  return { Runs: items.map((stored) => descriptions.run(stored, input.IncludeGraph)), NextToken };
}
