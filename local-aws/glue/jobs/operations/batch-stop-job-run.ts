import type {
  BatchStopJobRunError,
  BatchStopJobRunRequest,
  BatchStopJobRunResponse,
  BatchStopJobRunSuccessfulSubmission,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { isActive } from "../run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchStopJobRun.html */
export function batchStopJobRun(
  { jobs }: GlueContext,
  input: Checked<BatchStopJobRunRequest>,
): BatchStopJobRunResponse {
  const name = input.JobName;
  const Errors: BatchStopJobRunError[] = [];
  const SuccessfulSubmissions: BatchStopJobRunSuccessfulSubmission[] = [];
  for (const id of input.JobRunIds) {
    const run = jobs.runs.find(name, id);
    const entry = { JobName: name, JobRunId: id };
    if (run === undefined) {
      const ErrorMessage = `Job run ${id} of job ${name} not found.`;
      Errors.push({ ...entry, ErrorDetail: { ErrorCode: "EntityNotFoundException", ErrorMessage } });
    } else if (run.JobRunState === "STOPPING" || !isActive(run)) {
      const ErrorMessage = `Job run ${id} is in the state ${run.JobRunState} and cannot be stopped.`;
      Errors.push({ ...entry, ErrorDetail: { ErrorCode: "InvalidInputException", ErrorMessage } });
    } else {
      void jobs.stop(run, { state: "STOPPED" });
      SuccessfulSubmissions.push(entry);
    }
  }
  return { SuccessfulSubmissions, Errors };
}
