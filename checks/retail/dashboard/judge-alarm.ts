import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { type Finding, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** The settings of an alarm, and the protocols of its topic's subscriptions. */
export interface FoundAlarm {
  readonly alarm: MetricAlarm;
  /** Undefined where there is no such topic. */
  readonly protocols: readonly string[] | undefined;
}

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** More than this share of a day's sales thrown away is to be mailed. */
export const limit = 0.05;

/** Judges an alarm by what days would do to it. */
export function judgeAlarm({ alarm, protocols }: FoundAlarm): Finding {
  const { Namespace, MetricName, Statistic, Threshold = 0, ComparisonOperator, EvaluationPeriods = 1 } = alarm;
  if (Namespace !== names.namespace || MetricName !== names.wasteMetric) {
    return wrong(`It watches another metric than ${names.namespace}/${names.wasteMetric}.`, {
      expected: `${names.namespace}/${names.wasteMetric}`,
      seen: `${Namespace}/${MetricName}`,
    });
  }
  if (Statistic === undefined || Statistic === "SampleCount") {
    return wrong("It looks at how many values there are, and not at the value.", {
      expected: "Maximum",
      seen: Statistic ?? "no statistic",
    });
  }
  const goesOff = (value: number) => comparisons[ComparisonOperator ?? ""]?.(value, Threshold) ?? false;
  const settings = `${ComparisonOperator} ${Threshold}`;
  if (!goesOff(0.06)) {
    const why = goesOff(6) ? ": a share of 6 % is told as 0.06" : "";
    return wrong(`A day on which 6 % are thrown away does not set it off${why}.`, { seen: settings });
  }
  if (goesOff(0.01)) {
    return wrong("A day on which 1 % is thrown away sets it off.", { seen: settings });
  }
  if (goesOff(limit)) {
    return wrong("A day with exactly 5 % sets it off: more than 5 % should.", { seen: settings });
  }
  if (!goesOff(limit + 0.0001)) {
    return wrong("A day with 5.01 % does not set it off.", { seen: settings });
  }
  if ((alarm.DatapointsToAlarm ?? EvaluationPeriods) > 1) {
    return wrong("One bad day does not set it off: it waits for several in a row.", {
      expected: "1 period",
      seen: `${alarm.DatapointsToAlarm ?? EvaluationPeriods} of ${EvaluationPeriods} periods`,
    });
  }
  if (alarm.TreatMissingData === "breaching") {
    return wrong("A day that tells no value sets it off, as if much had been thrown away.", {
      expected: "TreatMissingData: ignore, or notBreaching",
      seen: "breaching",
    });
  }
  const tells = alarm.AlarmActions?.some((arn) => arn.endsWith(`:${names.alertsTopic}`)) ?? false;
  if (!tells || alarm.ActionsEnabled === false) {
    return wrong(`It tells nobody: ${names.alertsTopic} is not among its actions.`, {
      expected: `AlarmActions: [the ARN of ${names.alertsTopic}]`,
      seen: alarm.ActionsEnabled === false ? "ActionsEnabled: false" : JSON.stringify(alarm.AlarmActions ?? []),
    });
  }
  if (!protocols?.some((protocol) => protocol.startsWith("email"))) {
    return wrong(`The topic ${names.alertsTopic} has no mail address: nobody reads what it is told.`, {
      expected: "a subscription with the protocol email",
      seen: protocols === undefined ? "no such topic" : protocols.join(", ") || "no subscription",
    });
  }
  return right("More than 5 % of a day's sales thrown away, and a mail goes out.");
}
