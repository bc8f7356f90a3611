import type { OperationTable } from "../../protocol/json-service";
import type { Tags } from "../tags";
import type { Triggers } from "../triggers/triggers";
import type { Descriptions } from "./describe-run";
import { batchGetWorkflows } from "./operations/batch-get-workflows";
import { createWorkflow } from "./operations/create-workflow";
import { deleteWorkflow } from "./operations/delete-workflow";
import { getWorkflow } from "./operations/get-workflow";
import { getWorkflowRun } from "./operations/get-workflow-run";
import { getWorkflowRunProperties } from "./operations/get-workflow-run-properties";
import { getWorkflowRuns } from "./operations/get-workflow-runs";
import { listWorkflows } from "./operations/list-workflows";
import { putWorkflowRunProperties } from "./operations/put-workflow-run-properties";
import { resumeWorkflowRun } from "./operations/resume-workflow-run";
import { startWorkflowRun } from "./operations/start-workflow-run";
import { stopWorkflowRun } from "./operations/stop-workflow-run";
import { updateWorkflow } from "./operations/update-workflow";
import type { WorkflowRuns } from "./workflow-runs";
import type { Workflows } from "./workflows";

/** The workflows' operations by AWS's names. */
export function workflowOperations(
  workflows: Workflows,
  triggers: Triggers,
  runs: WorkflowRuns,
  descriptions: Descriptions,
  tags: Tags,
): OperationTable {
  const { store } = runs;
  return {
    BatchGetWorkflows: batchGetWorkflows(workflows, descriptions),
    CreateWorkflow: createWorkflow(workflows, tags),
    DeleteWorkflow: deleteWorkflow(workflows, triggers, runs, tags),
    GetWorkflow: getWorkflow(descriptions),
    GetWorkflowRun: getWorkflowRun(store, descriptions),
    GetWorkflowRunProperties: getWorkflowRunProperties(store),
    GetWorkflowRuns: getWorkflowRuns(workflows, store, descriptions),
    ListWorkflows: listWorkflows(workflows),
    PutWorkflowRunProperties: putWorkflowRunProperties(store),
    ResumeWorkflowRun: resumeWorkflowRun(runs),
    StartWorkflowRun: startWorkflowRun(runs),
    StopWorkflowRun: stopWorkflowRun(runs),
    UpdateWorkflow: updateWorkflow(workflows),
  };
}
