import type { ListDataQualityResultsRequest, ListDataQualityResultsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { page } from "../../page";
import { isSameTable } from "../data-source";
import { resultKey } from "../results";
import { isWithin } from "../within";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListDataQualityResults.html */
export function listDataQualityResults(
  { quality: { results } }: GlueContext,
  input: ListDataQualityResultsRequest,
): ListDataQualityResultsResponse {
  const { DataSource, JobName, JobRunId, StartedAfter, StartedBefore } = input.Filter ?? {};
  const found = results
    .all()
    .filter(
      (result) =>
        (DataSource === undefined || isSameTable(result.DataSource, DataSource)) &&
        (JobName === undefined || result.JobName === JobName) &&
        (JobRunId === undefined || result.JobRunId === JobRunId) &&
        isWithin(result.StartedOn, StartedAfter, StartedBefore),
    );
  const { items, NextToken } = page(found, resultKey, input, 1000);
  const Results = items.map(({ ResultId, DataSource: source, JobName: job, JobRunId: run, StartedOn }) => ({
    ResultId,
    DataSource: source,
    JobName: job,
    JobRunId: run,
    StartedOn,
  }));
  return { Results, NextToken };
}
