import { Readable } from "node:stream";
import type { ColumnInfo, QueryExecution, QueryExecutionStatistics } from "@aws-sdk/client-athena";
import type { SqlEngine } from "../engines/sql-engine";
import { runTrinoQuery, TrinoError, type TrinoStats } from "../engines/trino-client";
import { fetchQueryInfo } from "../engines/trino-query-info";
import type { Catalog } from "../glue/catalog/catalog";
import type { ObjectStore } from "../s3/object-store";
import { Acceptance } from "./acceptance";
import { completeView } from "./ddl/athena-view";
import { runDdl } from "./ddl/run-ddl";
import { isExecute } from "./executed-statement";
import type { PreparedStatements } from "./prepared-statements";
import { queryFailure } from "./query-error";
import { queryStatistics } from "./query-statistics";
import type { QueryStore } from "./query-store";
import { columnInfo, textColumn } from "./results/column-info";
import { writesFiles, writtenFiles } from "./results/manifest";
import { resultLines } from "./results/result-lines";
import { resultMetadata } from "./results/result-metadata";
import { writeResult } from "./results/write-result";
import { runStatistics } from "./runtime-statistics";
import { readExecute, withParameters } from "./sql/prepared";
import { classify, type Statement } from "./sql/statement";
import { toTrino } from "./sql/to-trino";
import { dropTemporary, temporaryTable } from "./sql/unload";
import { withCleaningAdvice } from "./sql/write-failure";
import type { WorkGroups } from "./work-groups";

export interface QueryRunnerOptions {
  readonly queries: QueryStore;
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly trino: SqlEngine;
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
  readonly acceptance: Acceptance;
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

  /**
   * Takes a query that stands in the store as QUEUED.
   *
   * @returns What is wrong with its text where Trino cannot parse it; the query is then forgotten. A query that has to
   *   wait, for its turn or for Trino, is parsed later, and then fails.
   */
  submit(id: string, statement: Statement): Promise<string | undefined> {
    const acceptance = new Acceptance();
    this.queue.push({ id, statement, abort: new AbortController(), acceptance });
    this.startNext();
    if (!this.running.has(id) || this.options.trino.health().state !== "ready") {
      acceptance.accept();
    }
    return acceptance.problem;
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

  private async run({ id, statement, abort, acceptance }: Waiting): Promise<void> {
    const submitted = this.execution(id).Status?.SubmissionDateTime?.getTime() ?? Date.now();
    let started = Date.now();
    let computed: number | undefined;
    const times = () => ({ submitted, started, computed: computed ?? Date.now(), ended: Date.now() });
    try {
      const ready = statement.runBy === "trino" ? await untilAborted(this.options.trino.ready(), abort.signal) : "";
      started = Date.now();
      this.update(id, { Status: { ...this.execution(id).Status, State: "RUNNING" } });
      const outcome =
        statement.runBy === "trino"
          ? await this.runOnTrino(id, statement, ready, { signal: abort.signal, acceptance })
          : await this.runOnCatalog(id, statement);
      computed = Date.now();
      await this.writeBesides(id, ready, outcome).finally(() => this.forgetUnload(id, statement));
      this.end(id, { State: "SUCCEEDED" }, queryStatistics(times(), outcome.stats), outcome);
      await this.keepRunStatistics(id, ready, outcome);
    } catch (error) {
      if (error instanceof TrinoError && error.unparsable && acceptance.isOpen) {
        this.options.queries.delete(id);
        acceptance.refuse(error.message);
      } else if (abort.signal.aborted || error instanceof ScanLimitExceeded) {
        const reason = error instanceof ScanLimitExceeded ? error.message : "Query cancelled by user";
        this.end(id, { State: "CANCELLED", StateChangeReason: reason }, queryStatistics(times()));
      } else {
        const failure = queryFailure(error, this.options.trino.log);
        const { reason, error: athenaError } = withCleaningAdvice(failure, statement.substatement, this.folder(id), id);
        const status = { State: "FAILED" as const, StateChangeReason: reason, AthenaError: athenaError };
        this.end(id, status, queryStatistics(times()));
      }
    } finally {
      acceptance.accept();
    }
  }

  private async runOnCatalog(id: string, statement: Statement): Promise<Outcome> {
    const { Query = "", WorkGroup = "primary" } = this.execution(id);
    const database = contextDatabase(this.execution(id));
    const answer = await runDdl(Query, statement.substatement, { ...this.options, database, workGroup: WorkGroup });
    await writeResult(
      this.options.objects,
      this.outputLocation(id),
      Buffer.from(answer.lines.map((line) => `${line}\n`).join("")),
    );
    if (answer.substatement !== undefined) {
      this.update(id, { SubstatementType: answer.substatement });
    }
    const columns = answer.columns.map((name) => ({ ...textColumn(name, answer.type), CaseSensitive: false }));
    return { columns };
  }

  private async runOnTrino(
    id: string,
    statement: Statement,
    url: string,
    { signal, acceptance }: { readonly signal: AbortSignal; readonly acceptance: Acceptance },
  ): Promise<Outcome> {
    const execution = this.withPrepared(this.execution(id), statement);
    const { Query = "" } = execution;
    const { catalog } = this.options;
    const database = contextDatabase(execution);
    const unloadTable = temporaryTable(catalog, database, id);
    const { rewrite, session } = toTrino(Query, {
      catalog,
      database,
      folder: `${this.folder(id)}tables/${id}/`,
      unloadTable,
    });
    const { sql, columnShift } = withParameters(rewrite.text, execution.ExecutionParameters);
    const outcome: { columns: ColumnInfo[]; trinoId?: string; stats?: TrinoStats; updateCount?: number } = {
      columns: [],
    };
    const { Configuration } = this.options.workGroups.get(execution.WorkGroup);
    const limit = Configuration?.BytesScannedCutoffPerQuery ?? Number.POSITIVE_INFINITY;
    const pages = runTrinoQuery({ url, sql, database, session, signal });
    let answers = 0;
    const body = resultLines(pages, statement, (page) => {
      answers += 1;
      if (answers === 2) {
        // the first answer says that the text has come, the second that it parses
        acceptance.accept();
      }
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
    try {
      if (writesFiles(statement)) {
        for await (const _ of body) {
          // such a query's answer is the number of its rows, which is no result file
        }
        return { ...outcome, columns: [], manifest: `${this.outputLocation(id)}-manifest.csv` };
      }
      await writeResult(this.options.objects, this.outputLocation(id), Readable.from(body));
    } catch (error) {
      throw rewrite.toOriginal(error, columnShift);
    }
    if (statement.substatement === "CREATE_VIEW") {
      completeView(Query, catalog, database);
    }
    return ["SELECT", "EXPLAIN"].includes(statement.substatement) ? outcome : { ...outcome, columns: [] };
  }

  /** Takes the table that an UNLOAD has made out of the catalog again. */
  private forgetUnload(id: string, { substatement }: Statement): void {
    if (substatement === "UNLOAD") {
      const { catalog } = this.options;
      dropTemporary(catalog, temporaryTable(catalog, contextDatabase(this.execution(id)), id));
    }
  }

  /** The files beside the result: `.metadata`, and for a query that wrote data the list of its files. */
  private async writeBesides(id: string, url: string, { columns, manifest, trinoId }: Outcome): Promise<void> {
    const { objects, catalog } = this.options;
    const metadata = writeResult(objects, `${this.outputLocation(id)}.metadata`, resultMetadata(columns));
    if (manifest !== undefined && trinoId !== undefined) {
      const { output } = await fetchQueryInfo(url, trinoId);
      const table = output && catalog.getTable(output.schema, output.table);
      const files = await writtenFiles(objects, table?.StorageDescriptor?.Location, trinoId);
      await writeResult(objects, manifest, Buffer.from(files.map((file) => `${file}\n`).join("")));
    }
    await metadata;
  }

  /** Keeps what Trino forgets. A query that has succeeded stays so where Trino has nothing to tell. */
  private async keepRunStatistics(id: string, url: string, { trinoId }: Outcome): Promise<void> {
    const info = trinoId === undefined ? undefined : await fetchQueryInfo(url, trinoId).catch(() => undefined);
    if (info !== undefined && this.options.queries.has(id)) {
      this.options.queries.put({ ...this.options.queries.get(id), runStatistics: runStatistics(info) });
    }
  }

  /** `EXECUTE name USING …` as the statement that it names, with its parameters. */
  private withPrepared(execution: QueryExecution, statement: Statement): QueryExecution {
    const { Query = "", WorkGroup = "primary" } = execution;
    const written = classify(Query);
    if (written === undefined || !isExecute(written)) {
      return execution;
    }
    const { name, parameters } = readExecute(Query);
    const { QueryStatement = "" } = this.options.prepared.get(WorkGroup, name);
    if (classify(QueryStatement)?.substatement !== statement.substatement) {
      throw new Error(`The prepared statement ${name} has been changed since the query was started.`);
    }
    return { ...execution, Query: QueryStatement, ...(parameters !== "" && { ExecutionParameters: [parameters] }) };
  }

  /** Where the query's own files go: `s3://…/`. */
  private folder(id: string): string {
    return (this.execution(id).ResultConfiguration?.OutputLocation ?? "").replace(/(tables\/)?[^/]*$/, "");
  }

  private outputLocation(id: string): string {
    return this.execution(id).ResultConfiguration?.OutputLocation ?? "";
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

/** The database that names without one mean. Clients may give it in the backticks of DDL. */
function contextDatabase({ QueryExecutionContext }: QueryExecution): string {
  return (QueryExecutionContext?.Database ?? "default").replace(/^`(.*)`$/, "$1");
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
