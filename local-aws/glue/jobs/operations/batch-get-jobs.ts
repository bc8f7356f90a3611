import type { BatchGetJobsRequest, BatchGetJobsResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetJobs.html */
export function batchGetJobs({ jobs }: GlueContext, input: Checked<BatchGetJobsRequest>): BatchGetJobsResponse {
  const names = input.JobNames;
  return {
    Jobs: names.filter((name) => jobs.has(name)).map((name) => jobs.get(name)),
    JobsNotFound: names.filter((name) => !jobs.has(name)),
  };
}
