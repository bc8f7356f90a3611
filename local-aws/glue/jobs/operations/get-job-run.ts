import type { GetJobRunRequest, GetJobRunResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRun.html */
export function getJobRun({ jobs }: GlueContext, input: Checked<GetJobRunRequest>): GetJobRunResponse {
  return { JobRun: jobs.getRun(input.JobName, input.RunId) };
}
