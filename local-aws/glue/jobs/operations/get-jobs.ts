import type { GetJobsRequest, GetJobsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobs.html */
export const getJobs =
  (jobs: Jobs): Operation<GetJobsRequest, GetJobsResponse> =>
  (input) => {
    const { items, NextToken } = page(jobs.names(), (name) => name, input, 1000);
    return { Jobs: items.map((name) => jobs.get(name)), NextToken };
  };
