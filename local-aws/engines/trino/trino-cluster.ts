import type { SqlEngine, SqlEngineHealth } from "./sql-engine";
import { runTrinoQuery, type TrinoAddress } from "./trino-client";
import { secretVariable } from "./trino-engine";

/**
 * A Trino cluster that others run. Its catalog `awsdatacatalog` has to be a Hive one over this Glue and S3: what Athena
 * writes into the catalog here, the cluster reads there. Where it is the Trino of another embedded AWS, both have to be
 * started with the same secret.
 */
export class TrinoCluster implements SqlEngine {
  readonly log: string;
  private state: SqlEngineHealth["state"] = "not started";
  private message: string | undefined;
  private checked: Promise<void> = Promise.resolve();

  /** @param url Such as `http://trino.example:8080`. */
  constructor(private readonly url: string) {
    this.log = url;
  }

  address(): TrinoAddress {
    const secret = process.env[secretVariable];
    return { url: this.url, ...(secret !== undefined && { secret }) };
  }

  health(): SqlEngineHealth {
    return { engine: "trino", state: this.state, url: this.url, ...(this.message && { message: this.message }) };
  }

  start(): void {
    this.state = "starting";
    this.checked = this.check();
  }

  async ready(): Promise<TrinoAddress> {
    await this.checked;
    if (this.state !== "ready") {
      // it may have come back
      this.start();
      await this.checked;
    }
    if (this.message !== undefined) {
      throw new Error(this.message);
    }
    return this.address();
  }

  async stop(): Promise<void> {
    await this.checked;
  }

  private async check(): Promise<void> {
    try {
      const sql = "SELECT schema_name FROM awsdatacatalog.information_schema.schemata LIMIT 1";
      const signal = AbortSignal.timeout(30_000);
      for await (const _ of runTrinoQuery({ trino: this.address(), sql, database: "default", session: {}, signal })) {
        // that it answers is enough
      }
      this.state = "ready";
      this.message = undefined;
    } catch (error) {
      this.state = "failed";
      const why = error instanceof Error ? error.message : String(error);
      this.message = `The Trino at ${this.url} does not answer from a catalog named awsdatacatalog: ${why}`;
    }
  }
}
