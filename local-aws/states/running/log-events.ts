import type { HistoryEventType, LoggingConfiguration } from "@aws-sdk/client-sfn";
import type { ExecutionRecord } from "../stores/execution-record";
import type { StoredEvent } from "../stores/history-file";

/** Where log lines go. */
export interface LogLines {
  /** Makes the group and the stream where they are missing. */
  append(group: string, stream: string, messages: readonly string[]): void;
}

const fatal = /^Execution(Failed|TimedOut|Aborted)$/;
const error = /(Failed|TimedOut|Aborted)$/;

/** The log group that a logging configuration names; undefined where it names none. */
export function logGroupOf({ destinations }: LoggingConfiguration): string | undefined {
  const arn = destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn;
  return /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(arn ?? "")?.[1];
}

/**
 * Writes the events of an execution to CloudWatch Logs, as far as its machine asks for them.
 *
 * @returns Undefined where it asks for none.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function logWriter(
  logs: LogLines,
  configuration: LoggingConfiguration,
  record: ExecutionRecord,
): ((event: StoredEvent) => void) | undefined {
  const { level = "OFF", includeExecutionData = false } = configuration;
  const group = logGroupOf(configuration);
  if (group === undefined || level === "OFF") {
    return undefined;
  }
  const time = new Date(record.startDate).toISOString().slice(0, 16).replace(/[T:]/g, "-");
  const stream = `states/${record.machineArn.split(":")[6]}/${time}/${record.id.slice(0, 8)}`;
  return (event) => {
    if (isLogged(event.type ?? "ExecutionStarted", level)) {
      logs.append(group, stream, [lineOf(event, record, includeExecutionData)]);
    }
  };
}

function isLogged(type: HistoryEventType, level: string): boolean {
  return level === "ALL" || (level === "ERROR" && error.test(type)) || (level === "FATAL" && fatal.test(type));
}

/** Members of an event that are data of the execution. */
const data = /^(input|output|parameters|assignedVariables|inputDetails|outputDetails|assignedVariablesDetails)$/;

function lineOf(event: StoredEvent, { arn, redriveCount }: ExecutionRecord, withData: boolean): string {
  const { id, type, timestamp, previousEventId, ...members } = event;
  const [details = {}] = Object.values(members);
  const shown = Object.entries(details as object).filter(
    ([name, value]) => value !== undefined && (withData || !data.test(name)),
  );
  return JSON.stringify({
    id: String(id),
    type,
    details: Object.fromEntries(shown),
    previous_event_id: String(previousEventId),
    event_timestamp: String(Date.parse(timestamp)),
    execution_arn: arn,
    redrive_count: String(redriveCount),
  });
}
