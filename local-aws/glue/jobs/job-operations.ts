import type { GlueOperations } from "../glue-context";
import { batchGetJobs } from "./operations/batch-get-jobs";
import { batchStopJobRun } from "./operations/batch-stop-job-run";
import { createJob } from "./operations/create-job";
import { deleteJob } from "./operations/delete-job";
import { getJob } from "./operations/get-job";
import { getJobBookmark } from "./operations/get-job-bookmark";
import { getJobRun } from "./operations/get-job-run";
import { getJobRuns } from "./operations/get-job-runs";
import { getJobs } from "./operations/get-jobs";
import { listJobs } from "./operations/list-jobs";
import { resetJobBookmark } from "./operations/reset-job-bookmark";
import { startJobRun } from "./operations/start-job-run";
import { updateJob } from "./operations/update-job";

/** The jobs' operations by AWS's names. */
export const jobOperations = {
  BatchGetJobs: batchGetJobs,
  BatchStopJobRun: batchStopJobRun,
  CreateJob: createJob,
  DeleteJob: deleteJob,
  GetJob: getJob,
  GetJobBookmark: getJobBookmark,
  GetJobRun: getJobRun,
  GetJobRuns: getJobRuns,
  GetJobs: getJobs,
  ListJobs: listJobs,
  ResetJobBookmark: resetJobBookmark,
  StartJobRun: startJobRun,
  UpdateJob: updateJob,
} satisfies GlueOperations;
