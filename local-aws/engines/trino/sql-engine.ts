import type { TrinoAddress } from "./trino-client";

export interface SqlEngineHealth {
  readonly engine: "trino";
  readonly state: "not started" | "starting" | "ready" | "failed";
  readonly url: string | null;
  /** Why it failed, and where its log is. */
  readonly message?: string;
}

/** The Trino that answers Athena's queries: one of our own, or a cluster that runs anyway. */
export interface SqlEngine {
  /** Where to look when it fails: the path of its log, or its URL. */
  readonly log: string;
  health(): SqlEngineHealth;
  /** Where to ask it, once it has been started; it may not answer yet. */
  address(): TrinoAddress | undefined;
  /** Makes it ready, in the background. */
  start(): void;
  /** Starts it where nobody has, and waits until it answers. @returns Where. @throws Where it does not. */
  ready(): Promise<TrinoAddress>;
  stop(): Promise<void>;
}
