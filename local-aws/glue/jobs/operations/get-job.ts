import type { GetJobRequest, GetJobResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJob.html */
export function getJob({ jobs }: GlueContext, input: Checked<GetJobRequest>): GetJobResponse {
  return { Job: jobs.get(input.JobName) };
}
