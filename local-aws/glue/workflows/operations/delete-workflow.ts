import type { DeleteWorkflowRequest, DeleteWorkflowResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { isActive } from "../workflow-run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteWorkflow.html */
export function deleteWorkflow(
  { workflows, triggers, workflowRuns, tags }: GlueContext,
  input: Checked<DeleteWorkflowRequest>,
): DeleteWorkflowResponse {
  const Name = input.Name;
  for (const stored of workflowRuns.store.list(Name).filter(isActive)) {
    if (stored.run.Status === "RUNNING") {
      workflowRuns.stop(Name, stored.run.WorkflowRunId ?? "");
    }
  }
  for (const { trigger } of triggers.ofWorkflow(Name)) {
    triggers.delete(trigger.Name ?? "");
    tags.forget(`trigger/${trigger.Name}`);
  }
  workflows.delete(Name);
  workflowRuns.store.deleteAll(Name);
  tags.forget(`workflow/${Name}`);
  return { Name };
}
