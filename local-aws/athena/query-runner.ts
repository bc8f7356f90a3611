import { Readable } from "node:stream";
import type { ColumnInfo, QueryExecution, QueryExecutionStatistics } from "@aws-sdk/client-athena";
import type { TrinoEngine } from "../engines/trino";
import { runTrinoQuery, type TrinoStats } from "../engines/trino-client";
import { fetchQueryInfo } from "../engines/trino-query-info";
import { trinoSyntaxError } from "../engines/trino-syntax";
import type { Catalog } from "../glue/catalog/catalog";
import type { ObjectStore } from "../s3/object-store";
import { runDdl } from "./ddl/run-ddl";
import type { PreparedStatements } from "./prepared-statements";
import { queryFailure } from "./query-error";
import { queryStatistics } from "./query-statistics";
import type { QueryStore } from "./query-store";
import { columnInfo, textColumn } from "./results/column-info";
import { writesFiles, writtenFiles } from "./results/manifest";
import { parseOutputLocation } from "./results/output-location";
import { resultLines } from "./results/result-lines";
import { resultMetadata } from "./results/result-metadata";
import { runStatistics } from "./runtime-statistics";
import { toTrinoCreateTableAs } from "./sql/create-table-as";
import { asDoubleLiterals } from "./sql/literals";
import { readExecute } from "./sql/prepared";
import type { Statement } from "./sql/statement";
import type { WorkGroups } from "./work-groups";

export interface QueryRunnerOptions {
  readonly queries: QueryStore;
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly trino: TrinoEngine;
  readonly workGroups: WorkGroups;
  readonly prepared: PreparedStatements;
}

/** The workgroup's `BytesScannedCutoffPerQuery` was reached: the query is cancelled. */
class ScanLimitExceeded extends Error {
  constructor(limit: number) {
    super(`Bytes scanned limit was exceeded: the workgroup allows ${limit} bytes a query.`);
  }
}

interface Waiting {
  readonly id: string;
  readonly statement: Statement;
  readonly abort: AbortController;
}

interface Running {
  readonly kind: "DML" | "DDL";
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** What a query that ran to its end leaves. */
interface Outcome {
  readonly columns: readonly ColumnInfo[];
  readonly trinoId?: string | undefined;
  readonly stats?: TrinoStats | undefined;
  readonly updateCount?: number | undefined;
  /** Where the list of the files that it wrote lies. */
  readonly manifest?: string | undefined;
}

/** Athena's default quotas of active queries of an account: so many DML queries, so many DDL queries. */
const maxRunning = 20;

/** Runs query executions: queued until there is a place and Trino is there, then to the end, always to an end state. */
export class QueryRunner {
  private readonly queue: Waiting[] = [];
  private readonly running = new Map<string, Running>();

  constructor(private readonly options: QueryRunnerOptions) {}

  /** Takes a query that stands in the store as QUEUED. */
  submit(id: string, statement: Statement): void {
    this.queue.push({ id, statement, abort: new AbortController() });
    this.startNext();
  }

  /**
   * What is wrong with a query's text where Trino's grammar does not know it, told by Trino. Before Trino is there,
   * nothing is told, and the query fails when it runs.
   */
  async syntaxError(execution: QueryExecution, statement?: Statement): Promise<string | undefined> {
    const { state, url } = this.options.trino.health();
    const { Query = "" } = execution;
    if (state !== "ready" || url === null || statement?.runBy === "ddl" || /^\s*EXECUTE\b/i.test(Query)) {
      return undefined;
    }
    const { ExecutionParameters, ...unbound } = execution;
    const text = statement === undefined ? Query : toTrinoSql(unbound, statement).sql;
    return trinoSyntaxError(url, text);
  }

  /** Waits until all is known of a query that has ended. */
  async settled(id: string): Promise<void> {
    if (this.execution(id).Status?.CompletionDateTime !== undefined) {
      await this.running.get(id)?.done;
    }
  }

  /** Cancels a query, waiting or running. Nothing happens where it has ended. */
  async stop(id: string): Promise<void> {
    const place = this.queue.findIndex((waiting) => waiting.id === id);
    if (place >= 0) {
      this.queue.splice(place, 1);
      this.end(id, { State: "CANCELLED", StateChangeReason: "Query cancelled by user" });
    }
    const run = this.running.get(id);
    run?.abort.abort();
    await run?.done;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.queue.map(({ id }) => id), ...this.running.keys()].map((id) => this.stop(id)));
  }

  private startNext(): void {
    const room = (kind: Running["kind"]) =>
      [...this.running.values()].filter((run) => run.kind === kind).length < maxRunning;
    for (;;) {
      const place = this.queue.findIndex(({ statement }) => room(kindOf(statement)));
      const [next] = place < 0 ? [] : this.queue.splice(place, 1);
      if (next === undefined) {
        return;
      }
      const done = this.run(next).finally(() => {
        this.running.delete(next.id);
        this.startNext();
      });
      this.running.set(next.id, { kind: kindOf(next.statement), abort: next.abort, done });
    }
  }

  private async run({ id, statement, abort }: Waiting): Promise<void> {
    const submitted = this.execution(id).Status?.SubmissionDateTime?.getTime() ?? Date.now();
    let started = Date.now();
    let computed: number | undefined;
    const times = () => ({ submitted, started, computed: computed ?? Date.now(), ended: Date.now() });
    try {
      const ready = statement.runBy === "trino" ? await untilAborted(this.options.trino.ready(), abort.signal) : "";
      started = Date.now();
      this.update(id, { Status: { ...this.execution(id).Status, State: "RUNNING" } });
      const answered =
        statement.runBy === "trino"
          ? await this.runOnTrino(id, statement, ready, abort.signal)
          : await this.runOnCatalog(id, statement);
      computed = Date.now();
      const outcome = await this.writeBesides(id, ready, answered);
      this.end(id, { State: "SUCCEEDED" }, queryStatistics(times(), outcome.stats), outcome);
      await this.keepRunStatistics(id, ready, outcome);
    } catch (error) {
      if (abort.signal.aborted || error instanceof ScanLimitExceeded) {
        const reason = error instanceof ScanLimitExceeded ? error.message : "Query cancelled by user";
        this.end(id, { State: "CANCELLED", StateChangeReason: reason }, queryStatistics(times()));
      } else {
        const { reason, error: athenaError } = queryFailure(error);
        const status = { State: "FAILED" as const, StateChangeReason: reason, AthenaError: athenaError };
        this.end(id, status, queryStatistics(times()));
      }
    }
  }

  private async runOnCatalog(id: string, statement: Statement): Promise<Outcome> {
    const { Query = "", QueryExecutionContext, WorkGroup = "primary" } = this.execution(id);
    const database = QueryExecutionContext?.Database ?? "default";
    const answer = await runDdl(Query, statement, { ...this.options, database, workGroup: WorkGroup });
    const text = answer.rows.map((row) => `${row.join("\t")}\n`).join("");
    await this.write(this.outputLocation(id), Buffer.from(text));
    return { columns: answer.columns.map((name) => textColumn(name)) };
  }

  private async runOnTrino(id: string, statement: Statement, url: string, signal: AbortSignal): Promise<Outcome> {
    const execution = this.execution(id);
    const { sql, session } = toTrinoSql(this.withPrepared(execution), statement);
    const database = execution.QueryExecutionContext?.Database ?? "default";
    const outcome: { columns: ColumnInfo[]; trinoId?: string; stats?: TrinoStats; updateCount?: number } = {
      columns: [],
    };
    const { Configuration } = this.options.workGroups.get(execution.WorkGroup);
    const limit = Configuration?.BytesScannedCutoffPerQuery ?? Number.POSITIVE_INFINITY;
    const pages = runTrinoQuery({ url, sql, database, session, signal });
    const body = resultLines(pages, statement, (page) => {
      outcome.trinoId = page.id;
      outcome.stats = page.stats;
      outcome.columns = page.columns?.map(columnInfo) ?? outcome.columns;
      if (page.stats.physicalInputBytes > limit) {
        throw new ScanLimitExceeded(limit);
      }
      if (page.updateCount !== undefined) {
        outcome.updateCount = page.updateCount;
      }
    });
    if (writesFiles(statement)) {
      for await (const _ of body) {
        // such a query's answer is the number of its rows, which is no result file
      }
      return { ...outcome, columns: [], manifest: `${this.outputLocation(id)}-manifest.csv` };
    }
    await this.write(this.outputLocation(id), Readable.from(body));
    return statement.substatement === "SELECT" ? outcome : { ...outcome, columns: [] };
  }

  /** The files beside the result: `.metadata`, and for a query that wrote data the list of its files. */
  private async writeBesides(id: string, url: string, outcome: Outcome): Promise<Outcome> {
    const metadata = this.write(`${this.outputLocation(id)}.metadata`, resultMetadata(outcome.columns));
    if (outcome.manifest !== undefined && outcome.trinoId !== undefined) {
      const { output } = await fetchQueryInfo(url, outcome.trinoId);
      const { StorageDescriptor } =
        output === undefined ? {} : this.options.catalog.getTable(output.schema, output.table);
      const location = StorageDescriptor?.Location;
      const files = location === undefined ? [] : await writtenFiles(this.options.objects, location, outcome.trinoId);
      await this.write(outcome.manifest, Buffer.from(files.map((file) => `${file}\n`).join("")));
    }
    await metadata;
    return outcome;
  }

  /** Keeps what Trino forgets. A query that has succeeded stays so where Trino has nothing to tell. */
  private async keepRunStatistics(id: string, url: string, { trinoId }: Outcome): Promise<void> {
    const info = trinoId === undefined ? undefined : await fetchQueryInfo(url, trinoId).catch(() => undefined);
    if (info !== undefined && this.options.queries.has(id)) {
      this.options.queries.put({ ...this.options.queries.get(id), runStatistics: runStatistics(info) });
    }
  }

  /** `EXECUTE name USING …` as the statement that it names, with its parameters. */
  private withPrepared(execution: QueryExecution): QueryExecution {
    const { Query = "", WorkGroup = "primary" } = execution;
    if (!/^\s*EXECUTE\b/i.test(Query)) {
      return execution;
    }
    const { name, parameters } = readExecute(Query);
    const { QueryStatement } = this.options.prepared.get(WorkGroup, name);
    return { ...execution, Query: QueryStatement, ...(parameters !== "" && { ExecutionParameters: [parameters] }) };
  }

  private outputLocation(id: string): string {
    return this.execution(id).ResultConfiguration?.OutputLocation ?? "";
  }

  private async write(location: string, body: Buffer | Readable): Promise<void> {
    const { bucket, prefix } = parseOutputLocation(location);
    await this.options.objects.put(bucket, prefix.replace(/\/$/, ""), body);
  }

  private execution(id: string): QueryExecution {
    return this.options.queries.get(id).execution;
  }

  private update(id: string, change: Partial<QueryExecution>): void {
    const query = this.options.queries.get(id);
    this.options.queries.put({ ...query, execution: { ...query.execution, ...change } });
  }

  private end(
    id: string,
    status: NonNullable<QueryExecution["Status"]>,
    Statistics: QueryExecutionStatistics = {},
    outcome: Outcome = { columns: [] },
  ): void {
    const query = this.options.queries.get(id);
    const Status = { ...query.execution.Status, ...status, CompletionDateTime: new Date() };
    this.options.queries.put({
      ...query,
      columns: outcome.columns,
      ...(outcome.updateCount !== undefined && { updateCount: outcome.updateCount }),
      execution: {
        ...query.execution,
        Status,
        Statistics: { ...Statistics, ...(outcome.manifest && { DataManifestLocation: outcome.manifest }) },
      },
    });
  }
}

/** What Trino is to run: Athena's literals, and Athena's table properties. */
function toTrinoSql(execution: QueryExecution, statement: Statement): { sql: string; session: Record<string, string> } {
  const { Query = "", ExecutionParameters, ResultConfiguration, QueryExecutionId = "" } = execution;
  const folder = (ResultConfiguration?.OutputLocation ?? "").replace(
    /(?:tables\/)?[^/]*$/,
    `tables/${QueryExecutionId}/`,
  );
  const created =
    statement.substatement === "CREATE_TABLE_AS_SELECT"
      ? toTrinoCreateTableAs(Query, statement, folder)
      : { sql: Query, session: {} };
  const sql = asDoubleLiterals(created.sql).replace(/;\s*$/, "");
  const withParameters =
    ExecutionParameters === undefined || ExecutionParameters.length === 0
      ? sql
      : `EXECUTE IMMEDIATE '${sql.replaceAll("'", "''")}' USING ${ExecutionParameters.join(", ")}`;
  return { sql: withParameters, session: created.session };
}

/** The quota that a statement counts against; CREATE TABLE AS counts as DML. */
function kindOf({ type, substatement }: Statement): Running["kind"] {
  return type === "DML" || substatement === "CREATE_TABLE_AS_SELECT" ? "DML" : "DDL";
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}
