import type { ListJobsRequest, ListJobsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Tags } from "../../tags";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListJobs.html */
export const listJobs =
  (jobs: Jobs, tags: Tags): Operation<ListJobsRequest, ListJobsResponse> =>
  (input) => {
    const wanted = Object.entries(input.Tags ?? {});
    const names = jobs.names().filter((name) => {
      const own = tags.get(`job/${name}`);
      return wanted.every(([key, value]) => own[key] === value);
    });
    const { items, NextToken } = page(names, (name) => name, input, 1000);
    return { JobNames: items, NextToken };
  };
