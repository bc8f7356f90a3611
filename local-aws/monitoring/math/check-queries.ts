import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { invalidCombination, invalidValue, missingParameter, validationError } from "../errors";
import { isPeriod } from "../metrics/points";
import { statisticOf } from "../metrics/statistic";
import { ExpressionError, readExpression } from "./expression";

export type Query = Checked<MetricDataQuery>;

/**
 * Looks at the queries of a request before anything is read.
 *
 * @param member The name of the list, such as `MetricDataQueries`.
 * @throws AwsError As AWS refuses them.
 */
export function checkQueries(queries: readonly Query[], member: string, accountId: string): void {
  if (queries.length === 0) {
    throw missingParameter(`The parameter ${member} is required.`);
  }
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    throw validationError(`The values for parameter id in ${member} are not unique.`);
  }
  queries.forEach((query, i) => {
    checkQuery(query, `${member}.member.${i + 1}`, accountId);
  });
  if (queries.every(({ ReturnData }) => ReturnData === false)) {
    throw validationError(`At least one of the elements of the parameter ${member} must return data.`);
  }
}

function checkQuery(query: Query, place: string, accountId: string): void {
  const { Id, MetricStat, Expression, Period, Label, AccountId } = query;
  if (!/^[a-z]\w*$/.test(Id)) {
    throw invalidValue(
      `The value ${Id} for parameter ${place}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  }
  if (MetricStat !== undefined && Expression !== undefined) {
    throw invalidCombination(
      `The parameters ${place}.MetricStat and ${place}.Expression are mutually exclusive and you have specified both.`,
    );
  }
  if (MetricStat === undefined && Expression === undefined) {
    throw missingParameter(`Either the parameter ${place}.MetricStat or ${place}.Expression is required.`);
  }
  if (Label?.includes("${")) {
    throw validationError(`The embedded AWS does not support dynamic labels: the parameter ${place}.Label has one.`);
  }
  if (AccountId !== undefined && AccountId !== accountId) {
    throw invalidValue(`The value ${AccountId} for parameter ${place}.AccountId is invalid.`);
  }
  const periods = { [`${place}.Period`]: Period, [`${place}.MetricStat.Period`]: MetricStat?.Period };
  for (const [name, period] of Object.entries(periods)) {
    if (period !== undefined && !isPeriod(period)) {
      throw invalidValue(
        `The value ${period} for parameter ${name} is invalid: it has to be 1, 5, 10, 20, 30 or a multiple of 60.`,
      );
    }
  }
  if (MetricStat !== undefined) {
    checkMetricStat(MetricStat, place);
  } else {
    checkExpression(Id, Expression as string);
  }
}

function checkMetricStat({ Metric, Stat }: NonNullable<Query["MetricStat"]>, place: string): void {
  for (const name of ["Namespace", "MetricName"] as const) {
    if (Metric[name] === undefined) {
      throw missingParameter(`The parameter ${place}.MetricStat.Metric.${name} is required.`);
    }
  }
  if (statisticOf(Stat) === undefined) {
    throw invalidValue(`The value ${Stat} for parameter ${place}.MetricStat.Stat is not supported.`);
  }
}

function checkExpression(id: string, text: string): void {
  if (/^\s*SELECT\b/i.test(text)) {
    throw validationError(`Error in expression '${id}': the embedded AWS does not support Metrics Insights queries.`);
  }
  try {
    readExpression(text);
  } catch (error) {
    throw explained(id, error);
  }
}

/** The error of a request for one of an expression. */
export function explained(id: string, error: unknown): unknown {
  return error instanceof ExpressionError ? validationError(`Error in expression '${id}': ${error.message}.`) : error;
}
