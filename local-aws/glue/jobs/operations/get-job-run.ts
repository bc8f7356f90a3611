import type { GetJobRunRequest, GetJobRunResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRun.html */
export function getJobRun({ jobs }: GlueContext, input: GetJobRunRequest): GetJobRunResponse {
  return { JobRun: jobs.getRun(required("jobName", input.JobName), required("runId", input.RunId)) };
}
