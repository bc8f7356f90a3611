import type { ListDataQualityResultsRequest, ListDataQualityResultsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { isSameTable } from "../data-source";
import { resultKey } from "../results";
import { isInTimeRange } from "../time-range";

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
        isInTimeRange(result.StartedOn, StartedAfter, StartedBefore),
    );
  const { items, NextToken } = pageOf(found, resultKey, input, 1000);
  const Results = items.map(({ ResultId, DataSource: source, JobName: job, JobRunId: run, StartedOn }) => ({
    ResultId,
    DataSource: source,
    JobName: job,
    JobRunId: run,
    StartedOn,
  }));
  return { Results, NextToken };
}
