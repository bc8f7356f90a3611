import { type CronExpression, parseCron } from "../../schedule/cron-expression";
import { ScheduleProblem } from "../../schedule/schedule-problem";
import { invalidInput } from "../errors";

/** Glue runs nothing more often, in minutes. */
const shortestGap = 5;

/**
 * Reads a schedule of Glue's, such as `cron(15 12 * * ? *)`, in UTC.
 *
 * @throws AwsError InvalidInputException where it is none, or is due more often than every five minutes.
 * @see https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html
 */
export function parseGlueCron(text: string): CronExpression {
  const cron = read(text);
  if (cron.smallestGap < shortestGap) {
    throw invalidInput(
      `The cron expression ${text} is not valid: schedules that are due more often than every 5 minutes are not supported.`,
    );
  }
  return cron;
}

function read(text: string): CronExpression {
  try {
    return parseCron(text);
  } catch (error) {
    throw error instanceof ScheduleProblem ? invalidInput(error.message) : error;
  }
}
