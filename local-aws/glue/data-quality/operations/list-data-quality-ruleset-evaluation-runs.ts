import type {
  ListDataQualityRulesetEvaluationRunsRequest,
  ListDataQualityRulesetEvaluationRunsResponse,
} from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { isSameTable } from "../data-source";
import { taskKey } from "../task-store";
import { isInTimeRange } from "../time-range";

type Request = ListDataQualityRulesetEvaluationRunsRequest;

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListDataQualityRulesetEvaluationRuns.html */
export function listDataQualityRulesetEvaluationRuns(
  { quality }: GlueContext,
  input: Request,
): ListDataQualityRulesetEvaluationRunsResponse {
  const { DataSource, RulesetName, StartedAfter, StartedBefore } = input.Filter ?? {};
  const found = quality.evaluations
    .all()
    .filter(
      (run) =>
        (DataSource === undefined || isSameTable(run.DataSource, DataSource)) &&
        (RulesetName === undefined || run.RulesetNames?.includes(RulesetName)) &&
        isInTimeRange(run.StartedOn, StartedAfter, StartedBefore),
    );
  const { items, NextToken } = pageOf(found, taskKey, input, 1000);
  const Runs = items.map(({ RunId, Status, StartedOn, DataSource: source }) => ({
    RunId,
    Status,
    StartedOn,
    DataSource: source,
  }));
  return { Runs, NextToken };
}
