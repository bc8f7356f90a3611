import type { Datapoint, GetMetricStatisticsInput, GetMetricStatisticsOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { invalidCombination, invalidValue, missingParameter } from "../errors";
import type { Distribution } from "../metrics/distribution";
import { metricOf } from "../metrics/metric";
import { inPeriods, isPeriod, spanOf } from "../metrics/points";
import { statisticOf } from "../metrics/statistic";
import type { MonitoringContext } from "../monitoring-context";

const mostDatapoints = 1440;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export function getMetricStatistics(
  { metrics, now }: MonitoringContext,
  input: Checked<GetMetricStatisticsInput>,
): GetMetricStatisticsOutput {
  const names = namesOf(input);
  const { Namespace, MetricName, Dimensions, StartTime, EndTime, Period, Unit } = input;
  if (!isPeriod(Period)) {
    throw invalidValue(
      `The value ${Period} for parameter Period is invalid: it has to be 1, 5, 10, 20, 30 or a multiple of 60.`,
    );
  }
  if (StartTime >= EndTime) {
    throw invalidValue("The parameter StartTime must be less than the parameter EndTime.");
  }
  const span = spanOf(StartTime, EndTime, Period, now());
  const asked = Math.ceil((span.end - span.start) / span.period);
  if (asked > mostDatapoints) {
    throw invalidCombination(
      `You have requested up to ${asked} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  const measured = metrics.read(metricOf(Namespace, MetricName, Dimensions), span.start, span.end);
  const units = Unit === undefined ? [...new Set(measured.map(({ unit }) => unit))] : [Unit];
  const found = units.flatMap((unit) =>
    [
      ...inPeriods(
        measured.filter((each) => each.unit === unit),
        span,
      ),
    ].map(([time, values]) => datapoint(time, unit as Datapoint["Unit"], values, names)),
  );
  return { Label: MetricName, Datapoints: found };
}

interface Names {
  readonly plain: readonly ("SampleCount" | "Average" | "Sum" | "Minimum" | "Maximum")[];
  readonly extended: readonly string[];
}

function namesOf({
  Statistics: plain = [],
  ExtendedStatistics: extended = [],
}: Checked<GetMetricStatisticsInput>): Names {
  if (plain.length === 0 && extended.length === 0) {
    throw missingParameter("Must specify either Statistics or ExtendedStatistics");
  }
  if (plain.length > 0 && extended.length > 0) {
    throw invalidCombination(
      "The parameters Statistics and ExtendedStatistics are mutually exclusive and you have specified both.",
    );
  }
  const wrong = extended.find((name) => statisticOf(name) === undefined || /^[A-Z][a-z]/.test(name));
  if (wrong !== undefined) {
    throw invalidValue(`The value ${wrong} for parameter ExtendedStatistics is not supported.`);
  }
  return { plain, extended };
}

function datapoint(time: number, unit: Datapoint["Unit"], values: Distribution, { plain, extended }: Names): Datapoint {
  const point: Datapoint = { Timestamp: new Date(time), Unit: unit };
  for (const name of plain) {
    point[name] = statisticOf(name)?.(values);
  }
  if (extended.length > 0) {
    const numbers = extended.map((name) => [name, statisticOf(name)?.(values)] as const);
    point.ExtendedStatistics = Object.fromEntries(
      numbers.filter((pair): pair is readonly [string, number] => pair[1] !== undefined),
    );
  }
  return point;
}
