/** What an asynchronous invocation may carry, in bytes. */
export const mostAsyncBytes = 1024 * 1024;

/** What is to be run later. */
export interface AsyncInvocation {
  readonly name: string;
  readonly qualifier: string | undefined;
  readonly region: string;
  readonly requestId: string;
  /** JSON. */
  readonly payload: Buffer;
  /** JSON. */
  readonly clientContext?: string | undefined;
}

/** The same as it is kept until it is done. */
export interface AsyncEvent extends Omit<AsyncInvocation, "payload" | "qualifier" | "clientContext"> {
  readonly qualifier?: string;
  readonly clientContext?: string;
  readonly payload: string;
  /** When it came, in milliseconds since 1970. */
  readonly received: number;
  /** How often the function was run with it. */
  readonly invocations: number;
  /** How often it was throttled since it was last run. */
  readonly throttles: number;
  /** When it is to be run, in milliseconds since 1970. */
  readonly due: number;
}
