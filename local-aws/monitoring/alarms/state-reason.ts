import type { StateValue } from "@aws-sdk/client-cloudwatch";
import type { MetricSettings } from "./alarm";
import type { Verdict } from "./judge";
import { alarmTime, reasonTime } from "./times";

export interface Evaluated {
  readonly settings: MetricSettings;
  readonly verdict: Verdict;
  readonly state: StateValue;
  /** The evaluation range, the oldest point first. */
  readonly points: readonly (number | undefined)[];
  /** The begin of the period of a point, in milliseconds since 1970. */
  readonly timeOf: (place: number) => number;
  /** How many values a point has, where it is known. */
  readonly samples: (place: number) => number | undefined;
  /** In seconds. */
  readonly period: number;
  readonly now: number;
}

const words: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  GreaterThanThreshold: "greater than",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "less than or equal to",
};

/** Why an alarm has come to a state, in AWS's words. */
export function stateReason(evaluated: Evaluated): { readonly reason: string; readonly reasonData: string } {
  return { reason: reasonOf(evaluated), reasonData: JSON.stringify(dataOf(evaluated)) };
}

function reasonOf({ settings, verdict, state, points, timeOf }: Evaluated): string {
  const { counted, breaching, filled } = verdict;
  const { EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods, Threshold = 0 } = settings;
  if (state === "INSUFFICIENT_DATA") {
    return `Insufficient Data: ${plural(filled, "datapoint was", "datapoints were")} unknown.`;
  }
  if (counted.every((i) => breaching.includes(i) !== (state === "ALARM"))) {
    const treated = settings.TreatMissingData === "breaching" ? "Breaching" : "NonBreaching";
    return `Threshold Crossed: no datapoints were received for ${plural(filled, "period", "periods")} and ${plural(filled, "missing datapoint was", "missing datapoints were")} treated as [${treated}].`;
  }
  const isOver = state === "ALARM";
  const shown = counted.filter((i) => breaching.includes(i) === isOver);
  const values = shown.map((i) => `${decimal(points[i] as number)} (${reasonTime(timeOf(i))})`).reverse();
  const verb = shown.length === 1 ? "was" : "were";
  const need = isOver ? DatapointsToAlarm : EvaluationPeriods - DatapointsToAlarm + 1;
  const from = isOver ? "OK" : "ALARM";
  const to = isOver ? "ALARM" : "OK";
  return `Threshold Crossed: ${shown.length} out of the last ${EvaluationPeriods} datapoints [${values.join(", ")}] ${verb} ${isOver ? "" : "not "}${words[settings.ComparisonOperator ?? ""]} the threshold (${decimal(Threshold)}) (minimum ${plural(need, "datapoint", "datapoints")} for ${from} -> ${to} transition).`;
}

function dataOf({ settings, verdict, points, timeOf, samples, period, now }: Evaluated): object {
  const { counted } = verdict;
  const [oldest] = counted;
  return {
    version: "1.0",
    queryDate: alarmTime(now),
    ...(oldest !== undefined && { startDate: alarmTime(timeOf(oldest)) }),
    ...(settings.Unit !== undefined && { unit: settings.Unit }),
    ...(settings.Statistic !== undefined && { statistic: settings.Statistic }),
    ...(settings.ExtendedStatistic !== undefined && { extendedStatistic: settings.ExtendedStatistic }),
    period,
    recentDatapoints: counted.map((i) => points[i]),
    threshold: settings.Threshold,
    evaluatedDatapoints: counted
      .map((i) => ({ timestamp: alarmTime(timeOf(i)), sampleCount: samples(i), value: points[i] }))
      .reverse(),
  };
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** As Java writes a double. */
const decimal = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
