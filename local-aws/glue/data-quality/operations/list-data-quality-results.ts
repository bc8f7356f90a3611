import type { ListDataQualityResultsRequest, ListDataQualityResultsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import { isSameTable } from "../data-source";
import { type Results, resultKey } from "../results";
import { isWithin } from "../within";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListDataQualityResults.html */
export const listDataQualityResults =
  (results: Results): Operation<ListDataQualityResultsRequest, ListDataQualityResultsResponse> =>
  (input) => {
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
  };
