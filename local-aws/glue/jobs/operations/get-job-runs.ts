import type { GetJobRunsRequest, GetJobRunsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import { page } from "../../page";
import type { Jobs } from "../jobs";
import { runKey } from "../run-store";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRuns.html */
export const getJobRuns =
  (jobs: Jobs): Operation<GetJobRunsRequest, GetJobRunsResponse> =>
  (input) => {
    const runs = jobs.getRuns(required("jobName", input.JobName));
    const { items, NextToken } = page(runs, runKey, input, 200);
    return { JobRuns: items, NextToken };
  };
