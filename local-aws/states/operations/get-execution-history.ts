import type { GetExecutionHistoryInput, GetExecutionHistoryOutput, HistoryEvent } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundExecution } from "../arns";
import { pageOf } from "../pages";
import type { StatesContext } from "../states-context";
import type { StoredEvent } from "../stores/history-file";

const data = new Set(["input", "output", "parameters", "assignedVariables"]);

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export function getExecutionHistory(
  { executions }: StatesContext,
  input: Checked<GetExecutionHistoryInput>,
): GetExecutionHistoryOutput {
  const record = foundExecution(input.executionArn, (arn) => executions.records.find(arn));
  const { events } = executions.history(record);
  const keyOf = ({ id = 0 }: StoredEvent) => String(input.reverseOrder ? 9_999_999 - id : id).padStart(7, "0");
  const { items, ...next } = pageOf(input.reverseOrder ? events.toReversed() : events, keyOf, input);
  return { events: items.map((event) => shown(event, input.includeExecutionData ?? true)), ...next };
}

function shown({ timestamp, ...event }: StoredEvent, withData: boolean): HistoryEvent {
  const members = withData
    ? event
    : Object.fromEntries(Object.entries(event).map(([name, value]) => [name, bare(value)]));
  return { timestamp: new Date(timestamp), ...(members as Omit<HistoryEvent, "timestamp">) };
}

/** Details of an event without what the execution works on. */
function bare(value: unknown): unknown {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !data.has(name)))
    : value;
}
