import type { GetMetricDataInput, GetMetricDataOutput, MetricDataResult } from "@aws-sdk/client-cloudwatch";
import { nextToken } from "../../protocol/next-token";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { invalidValue, validationError } from "../errors";
import { checkQueries } from "../math/check-queries";
import { type QueryResult, runQueries } from "../math/run-queries";
import { spanOf } from "../metrics/points";
import type { MonitoringContext } from "../monitoring-context";
import { startOf } from "../page";

const mostQueries = 500;
const mostDatapoints = 100_800;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export function getMetricData(
  { metrics, now }: MonitoringContext,
  input: Checked<GetMetricDataInput>,
  { accountId }: RequestContext,
): GetMetricDataOutput {
  const { MetricDataQueries: queries, StartTime, EndTime, MaxDatapoints = mostDatapoints } = input;
  if (queries.length > mostQueries) {
    throw validationError(`The collection MetricDataQueries must not have a size greater than ${mostQueries}.`);
  }
  checkQueries(queries, "MetricDataQueries", accountId);
  if (StartTime >= EndTime) {
    throw validationError("The parameter EndTime must be greater than StartTime.");
  }
  if (MaxDatapoints < 1 || MaxDatapoints > mostDatapoints) {
    throw invalidValue(`The value ${MaxDatapoints} for parameter MaxDatapoints is invalid.`);
  }
  const start = startOf(input.NextToken);
  const asOf = now();
  checkSize(queries, EndTime.getTime() - StartTime.getTime());
  const results = runQueries(metrics, queries, (period) => spanOf(StartTime, EndTime, period, asOf));
  const end = start + MaxDatapoints;
  const total = results.reduce((sum, { series }) => sum + series.points.size, 0);
  return {
    MetricDataResults: pageOf(results, { start, end, total }, input.ScanBy === "TimestampAscending"),
    Messages: [],
    NextToken: end < total ? nextToken(String(end)) : undefined,
  };
}

/** @throws AwsError Where an answer would have more points than a page may be long, by a hundred times. */
function checkSize(queries: Checked<GetMetricDataInput>["MetricDataQueries"], length: number): void {
  const points = queries.reduce((sum, { MetricStat, Period }) => {
    const period = MetricStat?.Period ?? Period ?? 60;
    return sum + length / (period * 1000);
  }, 0);
  if (points > 100 * mostDatapoints) {
    throw validationError(
      `The request asks for ${Math.ceil(points)} datapoints. Ask for a longer period or a shorter time.`,
    );
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly total: number;
}

/** The points of all results from one to another, counted one result after the other. */
function pageOf(results: readonly QueryResult[], { start, end, total }: Part, ascending: boolean): MetricDataResult[] {
  let before = 0;
  return results.flatMap(({ id, series }): MetricDataResult[] => {
    const ordered = ascending ? [...series.points] : [...series.points].reverse();
    const points = ordered.slice(Math.max(0, start - before), Math.max(0, end - before));
    const isHere = points.length > 0 || (ordered.length === 0 && before >= start && (before < end || end >= total));
    before += ordered.length;
    const result: MetricDataResult = {
      Id: id,
      Label: series.label,
      Timestamps: points.map(([time]) => new Date(time)),
      Values: points.map(([, value]) => value),
      StatusCode: before <= end ? "Complete" : "PartialData",
    };
    return isHere ? [result] : [];
  });
}
