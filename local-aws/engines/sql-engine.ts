export interface SqlEngineHealth {
  readonly engine: "trino";
  readonly state: "starting" | "ready" | "failed";
  readonly url: string | null;
  /** Why it failed, and where its log is. */
  readonly message?: string;
}

/** The Trino that answers Athena's queries: one of our own, or a cluster that runs anyway. */
export interface SqlEngine {
  /** Where to look when it fails: the path of its log, or its URL. */
  readonly log: string;
  health(): SqlEngineHealth;
  /** Makes it ready, in the background. */
  start(): void;
  /** Waits until it answers. @returns Its URL. @throws Where it does not. */
  ready(): Promise<string>;
  stop(): Promise<void>;
}
