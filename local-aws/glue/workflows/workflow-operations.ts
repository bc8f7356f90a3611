import type { GlueOperations } from "../glue-context";
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

/** The workflows' operations by AWS's names. */
export const workflowOperations = {
  BatchGetWorkflows: batchGetWorkflows,
  CreateWorkflow: createWorkflow,
  DeleteWorkflow: deleteWorkflow,
  GetWorkflow: getWorkflow,
  GetWorkflowRun: getWorkflowRun,
  GetWorkflowRunProperties: getWorkflowRunProperties,
  GetWorkflowRuns: getWorkflowRuns,
  ListWorkflows: listWorkflows,
  PutWorkflowRunProperties: putWorkflowRunProperties,
  ResumeWorkflowRun: resumeWorkflowRun,
  StartWorkflowRun: startWorkflowRun,
  StopWorkflowRun: stopWorkflowRun,
  UpdateWorkflow: updateWorkflow,
} satisfies GlueOperations;
