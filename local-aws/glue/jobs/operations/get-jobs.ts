import type { GetJobsRequest, GetJobsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobs.html */
export function getJobs({ jobs }: GlueContext, input: GetJobsRequest): GetJobsResponse {
  const { items, NextToken } = pageOf(jobs.names(), (name) => name, input, 1000);
  return { Jobs: items.map((name) => jobs.get(name)), NextToken };
}
