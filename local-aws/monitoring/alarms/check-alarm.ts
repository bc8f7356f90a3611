import { invalidCombination, missingParameter, validationError } from "../errors";
import { checkQueries, type Query } from "../math/check-queries";
import { isPeriod } from "../metrics/points";
import { percentileOf, statisticOf } from "../metrics/statistic";
import type { CompositeSettings, MetricSettings } from "./alarm";
import { breaches } from "./judge";

const hour = 3600;
const day = 24 * hour;
const mostMetrics = 10;
const ofOneMetric = ["Namespace", "Dimensions", "Period", "Unit", "Statistic", "ExtendedStatistic"] as const;
/** All else that AWS can do needs services that are not here. */
const action = /^arn:aws:(?:sns:[a-z0-9-]+:\d{12}:[\w.-]+|lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?)$/;

/** @throws AwsError As AWS refuses an alarm. */
export function checkAlarm(settings: MetricSettings, accountId: string): void {
  const { MetricName, Metrics, ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm } = settings;
  if ((MetricName === undefined) === (Metrics === undefined)) {
    throw validationError("Either MetricName or Metrics must be specified, and not both.");
  }
  for (const name of ["EvaluationPeriods", "ComparisonOperator", "Threshold"] as const) {
    if (settings[name] === undefined) {
      throw missingParameter(`The parameter ${name} is required.`);
    }
  }
  if (!Number.isFinite(Threshold)) {
    throw validationError(`The value ${Threshold} for parameter Threshold is invalid.`);
  }
  if (breaches(ComparisonOperator, Threshold ?? 0) === undefined) {
    throw validationError(
      `The embedded AWS does not support anomaly detection: ComparisonOperator ${ComparisonOperator}.`,
    );
  }
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm > (EvaluationPeriods ?? 1)) {
    throw validationError("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
  }
  oneOf(settings, "TreatMissingData", ["breaching", "notBreaching", "ignore", "missing"]);
  oneOf(settings, "EvaluateLowSampleCountPercentile", ["evaluate", "ignore"]);
  const period = Metrics === undefined ? checkMetric(settings) : checkMetrics(settings, Metrics, accountId);
  const length = period * (EvaluationPeriods ?? 1);
  const longest = period < hour ? day : 7 * day;
  if (length > longest) {
    throw validationError(
      `Metrics cannot be checked across more than ${longest / day === 1 ? "a day" : "seven days"} (EvaluationPeriods * Period must be <= ${longest}).`,
    );
  }
  checkActions(settings);
}

/** @throws AwsError Where the name is none, or an action not one that is carried out here. */
export function checkActions(settings: MetricSettings | CompositeSettings): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\x00-\x1f\x7f]/.test(settings.AlarmName)) {
    throw validationError("AlarmName must not contain ASCII control characters.");
  }
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = settings;
  for (const arn of [...OKActions, ...AlarmActions, ...InsufficientDataActions]) {
    if (!arn.startsWith("arn:")) {
      throw validationError(`Invalid arn syntax: ${arn}`);
    }
    if (!action.test(arn)) {
      throw validationError(
        `The embedded AWS carries out actions of SNS topics and Lambda functions: ${arn} is neither.`,
      );
    }
  }
}

function oneOf(
  settings: MetricSettings,
  name: "TreatMissingData" | "EvaluateLowSampleCountPercentile",
  words: string[],
): void {
  const value = settings[name];
  if (value !== undefined && !words.includes(value)) {
    throw validationError(
      `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${words.join(", ")}]`,
    );
  }
}

/** @returns The period, in seconds. */
function checkMetric(settings: MetricSettings): number {
  const { Namespace, Period, Statistic, ExtendedStatistic, EvaluateLowSampleCountPercentile } = settings;
  for (const [name, value] of Object.entries({ Namespace, Period })) {
    if (value === undefined) {
      throw missingParameter(`The parameter ${name} is required.`);
    }
  }
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw invalidCombination("Exactly one of Statistic and ExtendedStatistic must be specified.");
  }
  if (
    ExtendedStatistic !== undefined &&
    (statisticOf(ExtendedStatistic) === undefined || /^[A-Z][a-z]/.test(ExtendedStatistic))
  ) {
    throw validationError(`The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`);
  }
  if (EvaluateLowSampleCountPercentile !== undefined && percentileOf(ExtendedStatistic ?? "") === undefined) {
    throw validationError("EvaluateLowSampleCountPercentile is for alarms on percentiles only.");
  }
  return checkPeriod(Period as number);
}

/** @returns The period, in seconds. */
function checkMetrics(settings: MetricSettings, queries: readonly Query[], accountId: string): number {
  const extra = ofOneMetric.find((name) => settings[name] !== undefined);
  if (extra !== undefined) {
    throw invalidCombination(`The parameters Metrics and ${extra} are mutually exclusive and you have specified both.`);
  }
  checkQueries(queries, "Metrics", accountId);
  if (queries.filter(({ ReturnData }) => ReturnData !== false).length !== 1) {
    throw validationError("Exactly one element of the metrics list should return data.");
  }
  if (queries.filter(({ MetricStat }) => MetricStat !== undefined).length > mostMetrics) {
    throw validationError(`An alarm on an expression has ${mostMetrics} metrics at most.`);
  }
  if (queries.some(({ Expression = "" }) => /\bSEARCH\s*\(/.test(Expression))) {
    throw validationError("SEARCH is not supported on Metric Alarms.");
  }
  const periods = queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []);
  if (new Set(periods).size > 1) {
    throw validationError("Period must be the same for all metrics of an alarm.");
  }
  return checkPeriod(periods[0] ?? 300);
}

function checkPeriod(period: number): number {
  if (!isPeriod(period) || period < 10) {
    throw validationError(`Period must be 10, 20, 30 or a multiple of 60: it is ${period}.`);
  }
  return period;
}
