import type { BatchGetJobsRequest, BatchGetJobsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetJobs.html */
export const batchGetJobs =
  (jobs: Jobs): Operation<BatchGetJobsRequest, BatchGetJobsResponse> =>
  (input) => {
    const names = required("jobNames", input.JobNames);
    return {
      Jobs: names.filter((name) => jobs.has(name)).map((name) => jobs.get(name)),
      JobsNotFound: names.filter((name) => !jobs.has(name)),
    };
  };
