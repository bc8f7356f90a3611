import { setImmediate } from "node:timers/promises";

const turnMs = 10;

/**
 * Does long work step by step: when a turn of some milliseconds is over, all others have theirs first.
 *
 * @param work Yields wherever it may rest; its steps are short.
 * @returns What the work returns. It throws what the work throws.
 */
export async function inTurns<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (let started = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done === true) {
      return value;
    }
    if (performance.now() - started > turnMs) {
      await setImmediate();
      started = performance.now();
    }
  }
}

/** Does the same work without a rest, where it is known to be short or cannot wait. */
export function atOnce<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) {
      return value;
    }
  }
}
