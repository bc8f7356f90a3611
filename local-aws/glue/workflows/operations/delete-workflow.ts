import type { DeleteWorkflowRequest, DeleteWorkflowResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { Triggers } from "../../triggers/triggers";
import { isActive } from "../workflow-run-store";
import type { WorkflowRuns } from "../workflow-runs";
import type { Workflows } from "../workflows";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteWorkflow.html */
export const deleteWorkflow =
  (
    workflows: Workflows,
    triggers: Triggers,
    runs: WorkflowRuns,
    tags: Tags,
  ): Operation<DeleteWorkflowRequest, DeleteWorkflowResponse> =>
  (input) => {
    const Name = required("name", input.Name);
    for (const stored of runs.store.list(Name).filter(isActive)) {
      if (stored.run.Status === "RUNNING") {
        runs.stop(Name, stored.run.WorkflowRunId ?? "");
      }
    }
    for (const { trigger } of triggers.ofWorkflow(Name)) {
      triggers.delete(trigger.Name ?? "");
      tags.forget(`trigger/${trigger.Name}`);
    }
    workflows.delete(Name);
    runs.store.deleteAll(Name);
    tags.forget(`workflow/${Name}`);
    return { Name };
  };
