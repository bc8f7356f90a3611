import type { GetJobRunsRequest, GetJobRunsResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { runKey } from "../run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRuns.html */
export function getJobRuns({ jobs }: GlueContext, input: GetJobRunsRequest): GetJobRunsResponse {
  const runs = jobs.getRuns(required("jobName", input.JobName));
  const { items, NextToken } = pageOf(runs, runKey, input, 200);
  return { JobRuns: items, NextToken };
}
