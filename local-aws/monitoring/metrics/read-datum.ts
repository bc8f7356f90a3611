import type { MetricDatum } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { invalidCombination, invalidValue, missingParameter } from "../errors";
import type { Sample } from "./day-file";
import type { Counted } from "./distribution";
import { metricOf } from "./metric";
import { dayMs, hourMs } from "./metric-index";

const mostValues = 150;
const largest = 2 ** 360;

/**
 * One of the data of a PutMetricData as it is kept.
 *
 * @param place Where it stands in the request, such as `MetricData.member.1`.
 * @param now In milliseconds since 1970.
 * @throws AwsError As AWS refuses it.
 */
export function readDatum(namespace: string, datum: Checked<MetricDatum>, place: string, now: number): Sample {
  const resolution = datum.StorageResolution ?? 60;
  if (resolution !== 1 && resolution !== 60) {
    throw invalidValue(`The value ${resolution} for parameter ${place}.StorageResolution is invalid.`);
  }
  const names = (datum.Dimensions ?? []).map(({ Name }) => Name);
  if (new Set(names).size < names.length) {
    throw invalidValue(`The parameter ${place}.Dimensions has the name of a dimension twice.`);
  }
  const stepMs = resolution * 1000;
  return {
    ...metricOf(namespace, datum.MetricName, datum.Dimensions),
    time: Math.floor(timeOf(datum, place, now) / stepMs) * stepMs,
    unit: datum.Unit ?? "None",
    ...valuesOf(datum, place),
  };
}

function timeOf({ Timestamp }: Checked<MetricDatum>, place: string, now: number): number {
  const time = Timestamp?.getTime() ?? now;
  if (time < now - 14 * dayMs) {
    throw invalidValue(`The parameter ${place}.Timestamp must specify a time within the past two weeks.`);
  }
  if (time > now + 2 * hourMs) {
    throw invalidValue(`The parameter ${place}.Timestamp must specify a time no more than two hours in the future.`);
  }
  return time;
}

function valuesOf(datum: Checked<MetricDatum>, place: string): Pick<Sample, "values" | "set"> {
  const given = (["Value", "StatisticValues", "Values"] as const).filter((name) => datum[name] !== undefined);
  const [first, second] = given;
  if (first === undefined) {
    const one = given.length === 0 && datum.Counts !== undefined ? "Values" : "Value";
    throw missingParameter(`The parameter ${place}.${one} is required.`);
  }
  if (second !== undefined) {
    throw invalidCombination(
      `The parameters ${place}.${first} and ${place}.${second} are mutually exclusive and you have specified both.`,
    );
  }
  if (datum.Counts !== undefined && first !== "Values") {
    throw invalidCombination(`The parameter ${place}.Counts goes with ${place}.Values only.`);
  }
  if (datum.StatisticValues !== undefined) {
    return { set: setOf(datum.StatisticValues, place) };
  }
  return { values: countedOf(datum, place) };
}

function setOf(given: Checked<NonNullable<MetricDatum["StatisticValues"]>>, place: string): NonNullable<Sample["set"]> {
  const { SampleCount: count, Sum: sum, Minimum: minimum, Maximum: maximum } = given;
  for (const [name, value] of Object.entries(given)) {
    checkNumber(value, `${place}.StatisticValues.${name}`);
  }
  if (minimum > maximum) {
    throw invalidCombination(`The parameter ${place}.StatisticValues.Minimum must not be greater than its Maximum.`);
  }
  if (count <= 0) {
    throw invalidValue(`The value ${count} for parameter ${place}.StatisticValues.SampleCount is invalid.`);
  }
  return { count, sum, minimum, maximum };
}

function countedOf(datum: Checked<MetricDatum>, place: string): Counted[] {
  const name = datum.Value === undefined ? "Values" : "Value";
  const values = datum.Value === undefined ? (datum.Values ?? []) : [datum.Value];
  const counts = datum.Counts ?? values.map(() => 1);
  if (values.length === 0 || values.length > mostValues) {
    throw invalidValue(`The collection ${place}.Values must have 1 to ${mostValues} members.`);
  }
  if (counts.length !== values.length) {
    throw invalidValue(`The parameters ${place}.Values and ${place}.Counts must be of the same size.`);
  }
  return values.map((value, i) => {
    const count = counts[i] as number;
    checkNumber(value, `${place}.${name}`);
    checkNumber(count, `${place}.Counts`);
    if (count <= 0) {
      throw invalidValue(`The value ${count} for parameter ${place}.Counts is invalid.`);
    }
    return [value, count];
  });
}

function checkNumber(value: number, place: string): void {
  if (!Number.isFinite(value) || Math.abs(value) > largest) {
    throw invalidValue(`The value ${value} for parameter ${place} is invalid.`);
  }
}
