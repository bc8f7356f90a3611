import type { ComparisonOperator, StateValue } from "@aws-sdk/client-cloudwatch";

/** Beyond the evaluation periods, so many older ones are looked at, too, where some are missing. */
export const morePeriods = 2;

export interface Rule {
  /** N of M out of N. */
  readonly evaluationPeriods: number;
  /** M. */
  readonly datapointsToAlarm: number;
  readonly isBreaching: (value: number) => boolean;
  readonly treatMissing: "breaching" | "notBreaching" | "ignore" | "missing";
}

export interface Verdict {
  /** Undefined where the alarm keeps the state that it has. */
  readonly state: StateValue | undefined;
  /** The points that counted, by their places in the range, the oldest first. */
  readonly counted: readonly number[];
  /** Those of them that breach. */
  readonly breaching: readonly number[];
  /** How many missing points were filled in. */
  readonly filled: number;
}

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** Whether values lie beyond a threshold; undefined of operators for anomaly detection. */
export function breaches(
  operator: ComparisonOperator | undefined,
  threshold: number,
): ((value: number) => boolean) | undefined {
  const compare = comparisons[operator ?? ""];
  return compare && ((value) => compare(value, threshold));
}

/**
 * The state that points give an alarm, by AWS's rules for those that are missing.
 *
 * @param points The evaluation range: the evaluation periods and {@link morePeriods} before them, the oldest first.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judge(points: readonly (number | undefined)[], rule: Rule): Verdict {
  const { evaluationPeriods, datapointsToAlarm, isBreaching, treatMissing } = rule;
  const existing = points.flatMap((value, i) => (value === undefined ? [] : [i]));
  const counted = existing.slice(-evaluationPeriods);
  const filled = evaluationPeriods - counted.length;
  const breaching = counted.filter((i) => isBreaching(points[i] as number));
  const state = (): StateValue | undefined => {
    if (breaching.length >= datapointsToAlarm) {
      return "ALARM";
    }
    if (treatMissing === "breaching") {
      return breaching.length + filled >= datapointsToAlarm ? "ALARM" : "OK";
    }
    if (filled === 0 || treatMissing === "notBreaching" || breaching.length < counted.length) {
      return "OK";
    }
    if (treatMissing === "ignore") {
      return undefined;
    }
    // what breaches since so long that the missing points alone keep it from an alarm is one
    const oldest = breaching[0];
    return oldest !== undefined && points.length - oldest >= datapointsToAlarm ? "ALARM" : "INSUFFICIENT_DATA";
  };
  return { state: state(), counted, breaching, filled };
}
