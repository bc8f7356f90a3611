import type { Json } from "../data/json";
import type { Retrier } from "../definition/asl";
import { fill } from "./evaluate";
import type { StateFailure } from "./failure";
import { jsonataOutcome, type Outcome, place } from "./state-io";
import { waitUntil } from "./timers";
import { pathScope, type Visit } from "./visit";

/** Errors that end an execution, whatever its handlers say. */
const terminal: readonly (string | undefined)[] = ["States.Runtime"];

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
function isMatched(names: readonly string[], error: string | undefined): boolean {
  return (
    !terminal.includes(error) &&
    names.some(
      (name) =>
        name === error ||
        name === "States.ALL" ||
        (name === "States.TaskFailed" && error !== "States.Timeout") ||
        (name === "States.Timeout" && error === "States.HeartbeatTimeout"),
    )
  );
}

/**
 * Waits for the next try, where a retrier takes the failure and has one left.
 *
 * @throws Ended
 */
export async function retry(visit: Visit, failure: StateFailure): Promise<boolean> {
  const { scope, execution, state } = visit;
  const place = (state.Retry ?? []).findIndex(({ ErrorEquals }) => isMatched(ErrorEquals, failure.error));
  const retrier = state.Retry?.[place];
  const done = scope.checkpoint.retries?.[place] ?? 0;
  if (retrier === undefined || done >= (retrier.MaxAttempts ?? 3)) {
    return false;
  }
  const { task: _, startedId: __, mapRunArn: ___, waitUntil: ____, isTold: _____, ...rest } = scope.checkpoint;
  scope.checkpoint = rest;
  execution.forgetInner(scope);
  execution.save(scope, {
    retries: { ...scope.checkpoint.retries, [place]: done + 1 },
    retryAt: Date.now() + delayOf(retrier, done),
  });
  await waitForRetry(visit);
  return true;
}

/** Waits for a try that is due later. @throws Ended */
export async function waitForRetry({ scope, execution }: Visit): Promise<void> {
  const { retryAt, ...rest } = scope.checkpoint;
  if (retryAt !== undefined) {
    await waitUntil(retryAt, scope.signal);
    scope.checkpoint = rest;
    execution.save(scope);
  }
}

/** In milliseconds. @param done How many tries there were. */
function delayOf(
  { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds, JitterStrategy }: Retrier,
  done: number,
): number {
  const seconds = Math.min(IntervalSeconds * BackoffRate ** done, MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return seconds * 1000 * (JitterStrategy === "FULL" ? Math.random() : 1);
}

/** Where a catcher leads that takes the failure; undefined where none does. */
export async function caught(visit: Visit, failure: StateFailure): Promise<Outcome | undefined> {
  const { state, language, scope } = visit;
  const catcher = (state.Catch ?? []).find(({ ErrorEquals }) => isMatched(ErrorEquals, failure.error));
  if (catcher === undefined) {
    return undefined;
  }
  const errorOutput: Json = {
    ...(failure.error !== undefined && { Error: failure.error }),
    ...(failure.cause !== undefined && { Cause: failure.cause }),
  };
  if (language === "JSONata") {
    return jsonataOutcome(visit, catcher, { errorOutput }, errorOutput, catcher.Next);
  }
  const output = place(visit, catcher.ResultPath, scope.checkpoint.input, errorOutput);
  const assigned = catcher.Assign && fill(visit, catcher.Assign, pathScope(visit, errorOutput));
  return { output, assigned: assigned as Outcome["assigned"], next: catcher.Next };
}
