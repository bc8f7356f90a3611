import type { LogStore } from "../../logs/log-store";
import type { Credentials } from "../../protocol/signatures/credentials";
import type { ResolvedFunction } from "../functions/function-store";
import { ExecutionEnvironment } from "./environment";

export interface PoolOptions {
  readonly endpoint: string;
  readonly credentials: Credentials | undefined;
  readonly logs: LogStore;
  /** Where the zips of a version lie: the function's own and its layers'. */
  readonly zipsOf: (resolved: ResolvedFunction) => { readonly code: string; readonly layers: readonly string[] };
  /** How long an environment may do nothing until it is ended, in milliseconds. */
  readonly idleMs?: number | undefined;
}

interface Pooled {
  readonly environment: ExecutionEnvironment;
  readonly function: string;
  readonly key: string;
  isBusy: boolean;
  isStale: boolean;
  timer: NodeJS.Timeout | undefined;
}

const defaultIdleMs = 5 * 60_000;

/** The execution environments that run: those that have nothing to do are used again before another is started. */
export class EnvironmentPool {
  private readonly pooled = new Set<Pooled>();

  constructor(private readonly options: PoolOptions) {}

  /** How many run. */
  get size(): number {
    return this.pooled.size;
  }

  /**
   * Lends an environment of a version, to be used until `work` has ended.
   *
   * @param work Gets it, started or about to be.
   */
  async use<Result>(
    resolved: ResolvedFunction,
    work: (environment: ExecutionEnvironment) => Promise<Result>,
  ): Promise<Result> {
    const pooled = this.take(resolved);
    try {
      return await work(pooled.environment);
    } finally {
      await this.release(pooled);
    }
  }

  /** Has no environment of a function run on: its code or settings have changed. */
  async retire(name: string): Promise<void> {
    const own = [...this.pooled].filter((pooled) => pooled.function === name);
    for (const pooled of own) {
      pooled.isStale = true;
    }
    await Promise.all(own.filter(({ isBusy }) => !isBusy).map((pooled) => this.drop(pooled)));
  }

  /** Ends all. */
  async endAll(): Promise<void> {
    await Promise.all([...this.pooled].map((pooled) => this.drop(pooled)));
  }

  private take(resolved: ResolvedFunction): Pooled {
    const { record, version } = resolved;
    const key = `${record.name} ${version.version} ${version.revisionId}`;
    for (const pooled of this.pooled) {
      if (pooled.key !== key || pooled.isBusy || pooled.isStale) {
        continue;
      }
      if (pooled.environment.isUsable) {
        clearTimeout(pooled.timer);
        pooled.isBusy = true;
        return pooled;
      }
      this.drop(pooled).catch(console.error);
    }
    const { endpoint, credentials, logs } = this.options;
    const environment = new ExecutionEnvironment({
      ...{ name: record.name, version, region: record.region, endpoint, credentials, logs },
      ...this.options.zipsOf(resolved),
    });
    environment.start().catch(console.error);
    const pooled: Pooled = {
      ...{ environment, key, function: record.name },
      ...{ isBusy: true, isStale: false, timer: undefined },
    };
    this.pooled.add(pooled);
    return pooled;
  }

  private async release(pooled: Pooled): Promise<void> {
    pooled.isBusy = false;
    if (pooled.isStale || !pooled.environment.isUsable) {
      await this.drop(pooled);
      return;
    }
    pooled.timer = setTimeout(() => this.drop(pooled).catch(console.error), this.options.idleMs ?? defaultIdleMs);
    pooled.timer.unref();
  }

  private async drop(pooled: Pooled): Promise<void> {
    clearTimeout(pooled.timer);
    this.pooled.delete(pooled);
    await pooled.environment.end();
  }
}
