import type { InvocationOptions } from "./invoker";

/** What an asynchronous invocation may carry, in bytes. */
export const mostAsyncBytes = 1024 * 1024;

/** What is to be run later, as it is kept until it is done. */
export interface AsyncEvent extends Omit<InvocationOptions, "payload" | "qualifier" | "clientContext"> {
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
