import type { GetJobRequest, GetJobResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJob.html */
export function getJob({ jobs }: GlueContext, input: GetJobRequest): GetJobResponse {
  return { Job: jobs.get(required("jobName", input.JobName)) };
}
