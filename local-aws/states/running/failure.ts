/** How a state or an execution fails: by an error's name, such as `States.Timeout`, and what it tells of the cause. */
export class StateFailure extends Error {
  constructor(
    readonly error: string | undefined,
    override readonly cause?: string,
    /** Of an expression that could not be evaluated: where it stands, such as `Output/name`. */
    readonly location?: string,
  ) {
    super(`${error}: ${cause}`);
  }
}

/** Why what runs is to end: another branch failed, or the execution is stopped or over time. */
export class Ended extends Error {
  constructor(readonly why: "branch" | "stopped" | "timed out" | "process ends") {
    super(why);
  }
}

/** @throws Ended Where a signal says so. */
export function checkSignal(signal: AbortSignal): void {
  if (signal.aborted) {
    throw signal.reason;
  }
}
