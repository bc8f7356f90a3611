import type { ListJobsRequest, ListJobsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListJobs.html */
export function listJobs({ jobs, tags }: GlueContext, input: ListJobsRequest): ListJobsResponse {
  const wanted = Object.entries(input.Tags ?? {});
  const names = jobs.names().filter((name) => {
    const own = tags.get(`job/${name}`);
    return wanted.every(([key, value]) => own[key] === value);
  });
  const { items, NextToken } = pageOf(names, (name) => name, input, 1000);
  return { JobNames: items, NextToken };
}
