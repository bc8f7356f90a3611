import { setTimeout as sleep } from "node:timers/promises";
import { Interrupted, WaitTimeout } from "./errors";

export interface WaitOptions<State> {
  /** What is waited for, such as `the query 1234`; stands in messages. */
  readonly what: string;
  /** Asks AWS once. */
  readonly poll: () => Promise<State>;
  readonly isDone: (state: State) => boolean;
  /** Told every state, with the seconds since the wait began. */
  readonly onState?: (state: State, seconds: number) => void;
  /** The longest wait, in seconds. */
  readonly timeoutSeconds: number;
  /** Called when Interrupt ends the wait: stops the work or leaves it, and says which, in a sentence. */
  readonly onInterrupt: () => Promise<string> | string;
}

const firstPauseMs = 25;
const longestPauseMs = 1_000;

/**
 * Asks again and again, with growing pauses up to a second, until the state is final.
 *
 * @returns The final state.
 * @throws WaitTimeout When `timeoutSeconds` are over.
 * @throws Interrupted When the process gets SIGINT, as it does from Interrupt in Jupyter.
 */
export async function waitFor<State>(options: WaitOptions<State>): Promise<State> {
  const begin = performance.now();
  const stop = new AbortController();
  const timer = setTimeout(
    () => stop.abort(new WaitTimeout(options.what, options.timeoutSeconds)),
    options.timeoutSeconds * 1_000,
  );
  const interrupt = () => stop.abort(new Interrupted(options.what, ""));
  process.once("SIGINT", interrupt);
  try {
    let pause = firstPauseMs;
    for (;;) {
      const state = await beforeStop(options.poll(), stop.signal);
      options.onState?.(state, (performance.now() - begin) / 1_000);
      if (options.isDone(state)) {
        return state;
      }
      await sleep(pause, undefined, { signal: stop.signal }).catch(() => stop.signal.throwIfAborted());
      pause = Math.min(pause * 1.5, longestPauseMs);
    }
  } catch (error) {
    throw error instanceof Interrupted ? new Interrupted(options.what, await options.onInterrupt()) : error;
  } finally {
    clearTimeout(timer);
    process.off("SIGINT", interrupt);
  }
}

/** The answer, unless the signal comes first: an answer that never comes must not hold the wait. */
function beforeStop<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/**
 * Runs work that Interrupt in Jupyter can end: the signal it gets is aborted by SIGINT.
 *
 * @param what What is done, such as `the upload`; stands in the message.
 * @param outcome What is left after an interrupt, in a sentence.
 * @throws Interrupted When the process gets SIGINT.
 */
export async function interruptible<T>(
  what: string,
  outcome: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Interrupted(what, outcome));
  process.once("SIGINT", interrupt);
  try {
    return await beforeStop(work(stop.signal), stop.signal);
  } finally {
    process.off("SIGINT", interrupt);
  }
}
