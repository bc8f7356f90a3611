import type {
  ListDataQualityRuleRecommendationRunsRequest,
  ListDataQualityRuleRecommendationRunsResponse,
} from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { isSameTable } from "../data-source";
import { taskKey } from "../task-store";
import { isInTimeRange } from "../time-range";

type Request = ListDataQualityRuleRecommendationRunsRequest;

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListDataQualityRuleRecommendationRuns.html */
export function listDataQualityRuleRecommendationRuns(
  { quality }: GlueContext,
  input: Request,
): ListDataQualityRuleRecommendationRunsResponse {
  const { DataSource, StartedAfter, StartedBefore } = input.Filter ?? {};
  const found = quality.recommendations
    .all()
    .filter(
      (run) =>
        (DataSource === undefined || isSameTable(run.DataSource, DataSource)) &&
        isInTimeRange(run.StartedOn, StartedAfter, StartedBefore),
    );
  const { items, NextToken } = pageOf(found, taskKey, input, 1000);
  const Runs = items.map(({ RunId, Status, StartedOn, DataSource: source, CreatedRulesetName }) => ({
    RunId,
    Status,
    StartedOn,
    DataSource: source,
    CreatedRulesetName,
  }));
  return { Runs, NextToken };
}
