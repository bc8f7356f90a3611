import type { GetJobRunsRequest, GetJobRunsResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { runKey } from "../run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRuns.html */
export function getJobRuns({ jobs }: GlueContext, input: Checked<GetJobRunsRequest>): GetJobRunsResponse {
  const runs = jobs.getRuns(input.JobName);
  const { items, NextToken } = pageOf(runs, runKey, input, 200);
  return { JobRuns: items, NextToken };
}
