import type { OperationTable } from "../../protocol/json-service";
import type { Tags } from "../tags";
import type { Jobs } from "./jobs";
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
export function jobOperations(jobs: Jobs, tags: Tags): OperationTable {
  return {
    BatchGetJobs: batchGetJobs(jobs),
    BatchStopJobRun: batchStopJobRun(jobs),
    CreateJob: createJob(jobs, tags),
    DeleteJob: deleteJob(jobs, tags),
    GetJobBookmark: getJobBookmark(jobs),
    GetJobRun: getJobRun(jobs),
    GetJobRuns: getJobRuns(jobs),
    GetJob: getJob(jobs),
    GetJobs: getJobs(jobs),
    ListJobs: listJobs(jobs, tags),
    ResetJobBookmark: resetJobBookmark(jobs),
    StartJobRun: startJobRun(jobs),
    UpdateJob: updateJob(jobs),
  };
}
