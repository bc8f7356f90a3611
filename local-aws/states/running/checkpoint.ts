import type { Json, JsonObject } from "../data/json";

/** How a task ended that others tell the end of, by its token. */
export type TaskOutcome =
  | { readonly output: Json }
  | { readonly error?: string | undefined; readonly cause?: string | undefined };

/** A task that has begun. */
export interface TaskInFlight {
  readonly parameters: Json;
  /** In milliseconds since 1970. */
  readonly timeoutAt?: number;
  readonly heartbeatSeconds?: number;
  readonly token?: string;
  /** Of an activity: a worker has it. */
  readonly isTaken?: boolean;
  /** What the service answered when it began the work. */
  readonly submitted?: Json;
  /** What somebody told with the token. */
  readonly outcome?: TaskOutcome;
  readonly result?: { readonly value: Json };
}

/** Where a state machine, a branch or an iteration stands. After a restart it goes on from here. */
export interface Checkpoint {
  /** The state's name. */
  readonly state: string;
  readonly input: Json;
  /** Those that are assigned here; those of what is around can be read. */
  readonly variables: JsonObject;
  /** The id of the newest event here; 0 where there is none. */
  readonly lastId: number;
  /** The id of the event before that of the state's entry. */
  readonly beforeId: number;
  /** The id of the event of the state's entry. */
  readonly enteredId?: number;
  /** ISO 8601. */
  readonly enteredTime?: string;
  /** How often each retrier has tried again, by its place. */
  readonly retries?: Readonly<Record<number, number>>;
  /** In milliseconds since 1970. */
  readonly retryAt?: number;
  readonly waitUntil?: number;
  readonly task?: TaskInFlight;
  /** Of a Parallel or Map state whose branches have begun: the id of the event that says so. */
  readonly startedId?: number;
  /** Of a Parallel or Map state: it is told that all have succeeded. */
  readonly isTold?: boolean;
  /** Of a distributed Map state. */
  readonly mapRunArn?: string;
  /** Of a branch or iteration that is done. */
  readonly output?: { readonly value: Json };
  /** Of an iteration that is done: it is told. */
  readonly isOutputTold?: boolean;
}
