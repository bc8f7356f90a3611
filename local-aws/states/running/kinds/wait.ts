import type { Json } from "../../data/json";
import { lookUp, parsePath } from "../../data/json-path";
import { parseTimestamp } from "../../data/timestamps";
import { evaluate } from "../evaluate";
import { waitUntil } from "../timers";
import { failureIn, pathScope, type Visit } from "../visit";

/** A year. */
const longestSeconds = 31_536_000;

/** Waits as a Wait state says. The time is kept: after a restart it is not begun anew. @throws StateFailure, Ended */
export async function waitIn(visit: Visit, input: Json): Promise<void> {
  const { scope, execution } = visit;
  if (scope.checkpoint.waitUntil === undefined) {
    const time = await timeOf(visit, input);
    if (time > Date.now() + longestSeconds * 1000) {
      throw failureIn(visit, "States.Runtime", "Wait state delay is too long.");
    }
    if (time <= Date.now()) {
      return;
    }
    execution.save(scope, { waitUntil: time });
  }
  await waitUntil(scope.checkpoint.waitUntil ?? 0, scope.signal);
}

/** In milliseconds since 1970. */
async function timeOf(visit: Visit, input: Json): Promise<number> {
  const { state, language } = visit;
  const error = language === "JSONata" ? "States.QueryEvaluationError" : "States.Runtime";
  if (state.SecondsPath !== undefined || state.TimestampPath !== undefined) {
    return timeAtPath(visit, input);
  }
  if (state.Seconds !== undefined) {
    const seconds = await evaluated(visit, state.Seconds, "Seconds");
    if (!Number.isInteger(seconds) || (seconds as number) < 0) {
      throw failureIn(
        visit,
        error,
        `The Seconds field must be a positive integer: ${JSON.stringify(seconds)}`,
        "Seconds",
      );
    }
    return Date.now() + (seconds as number) * 1000;
  }
  const timestamp = await evaluated(visit, state.Timestamp as string, "Timestamp");
  const time = typeof timestamp === "string" ? parseTimestamp(timestamp) : undefined;
  if (time === undefined) {
    const text = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${timestamp}`;
    throw failureIn(visit, error, text, "Timestamp");
  }
  return time;
}

const evaluated = async (visit: Visit, value: Json, field: string): Promise<Json> =>
  visit.language === "JSONata" ? evaluate(visit, value, field) : value;

function timeAtPath(visit: Visit, input: Json): number {
  const { SecondsPath, TimestampPath } = visit.state;
  const [field, path] = SecondsPath === undefined ? ["TimestampPath", TimestampPath] : ["SecondsPath", SecondsPath];
  const fail = (text: string) => failureIn(visit, "States.Runtime", `The ${field} parameter ${text}`);
  const value = lookUp(parsePath(path as string), pathScope(visit, input));
  if (value === undefined) {
    throw fail(`does not reference an input value: ${path}`);
  }
  if (SecondsPath === undefined) {
    const time = typeof value === "string" ? parseTimestamp(value) : undefined;
    if (time === undefined) {
      throw fail(`does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${value}`);
    }
    return time;
  }
  if (!Number.isInteger(value)) {
    throw fail(`cannot be parsed as a long value: ${path} == ${value}`);
  }
  if ((value as number) < 0) {
    throw fail(`references a negative value: ${path} == ${value}`);
  }
  return Date.now() + (value as number) * 1000;
}
