import { Readable } from "node:stream";
import type { ColumnInfo, QueryExecution, QueryExecutionStatistics } from "@aws-sdk/client-athena";
import type { TrinoEngine } from "../engines/trino";
import { runTrinoQuery, type TrinoPage, type TrinoStats } from "../engines/trino-client";
import type { Catalog } from "../glue/catalog/catalog";
import type { ObjectStore } from "../s3/object-store";
import { completeView } from "./ddl/athena-view";
import { runDdl } from "./ddl/run-ddl";
import type { PreparedStatements } from "./prepared-statements";
import { queryFailure } from "./query-error";
import type { QueryStore } from "./query-store";
import { columnInfo, textColumn } from "./results/column-info";
import { csvLine } from "./results/csv";
import { parseOutputLocation } from "./results/output-location";
import { valueText } from "./results/value-text";
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

/** What a query that ran to its end leaves. */
interface Outcome {
  readonly columns: readonly ColumnInfo[];
  readonly stats?: TrinoStats | undefined;
  readonly updateCount?: number | undefined;
}

/** Athena's default quota of active DML queries of an account. */
const maxRunning = 20;

/** Runs query executions: queued until there is a place and Trino is there, then to the end, always to an end state. */
export class QueryRunner {
  private readonly queue: Waiting[] = [];
  private readonly running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();

  constructor(private readonly options: QueryRunnerOptions) {}

  /** Takes a query that stands in the store as QUEUED. */
  submit(id: string, statement: Statement): void {
    this.queue.push({ id, statement, abort: new AbortController() });
    this.startNext();
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
    while (this.running.size < maxRunning) {
      const next = this.queue.shift();
      if (next === undefined) {
        return;
      }
      const done = this.run(next).finally(() => {
        this.running.delete(next.id);
        this.startNext();
      });
      this.running.set(next.id, { abort: next.abort, done });
    }
  }

  private async run({ id, statement, abort }: Waiting): Promise<void> {
    const submitted = this.execution(id).Status?.SubmissionDateTime?.getTime() ?? Date.now();
    let started = Date.now();
    try {
      const ready = statement.runBy === "trino" ? await untilAborted(this.options.trino.ready(), abort.signal) : "";
      started = Date.now();
      this.update(id, { Status: { ...this.execution(id).Status, State: "RUNNING" } });
      const outcome =
        statement.runBy === "trino"
          ? await this.runOnTrino(id, statement, ready, abort.signal)
          : await this.runOnCatalog(id, statement);
      const times = { submitted, started, ended: Date.now() };
      this.end(id, { State: "SUCCEEDED" }, statistics(times, outcome.stats), outcome);
    } catch (error) {
      const times = { submitted, started, ended: Date.now() };
      if (abort.signal.aborted || error instanceof ScanLimitExceeded) {
        const reason = error instanceof ScanLimitExceeded ? error.message : "Query cancelled by user";
        this.end(id, { State: "CANCELLED", StateChangeReason: reason }, statistics(times));
      } else {
        const failure = queryFailure(error);
        const { reason, error: athenaError } = withCleaningAdvice(failure, statement.substatement, this.folder(id), id);
        const status = { State: "FAILED" as const, StateChangeReason: reason, AthenaError: athenaError };
        this.end(id, status, statistics(times));
      }
    }
  }

  private async runOnCatalog(id: string, statement: Statement): Promise<Outcome> {
    const { Query = "", WorkGroup = "primary" } = this.execution(id);
    const database = contextDatabase(this.execution(id));
    const answer = await runDdl(Query, statement.substatement, { ...this.options, database, workGroup: WorkGroup });
    await this.write(id, Buffer.from(answer.lines.map((line) => `${line}\n`).join("")));
    if (answer.substatement !== undefined) {
      this.update(id, { SubstatementType: answer.substatement });
    }
    const columns = answer.columns.map((name) => ({ ...textColumn(name, answer.type), CaseSensitive: false }));
    return { columns };
  }

  private async runOnTrino(id: string, statement: Statement, url: string, signal: AbortSignal): Promise<Outcome> {
    const execution = this.withPrepared(this.execution(id));
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
    const { substatement = "" } = classify(Query) ?? {};
    const outcome: { columns: ColumnInfo[]; stats?: TrinoStats; updateCount?: number } = { columns: [] };
    const { Configuration } = this.options.workGroups.get(execution.WorkGroup);
    const limit = Configuration?.BytesScannedCutoffPerQuery ?? Number.POSITIVE_INFINITY;
    const pages = runTrinoQuery({ url, sql, database, session, signal });
    const body = resultLines(pages, statement, (page) => {
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
      await this.write(id, Readable.from(body));
    } catch (error) {
      throw rewrite.toOriginal(error, columnShift);
    } finally {
      if (substatement === "UNLOAD") {
        dropTemporary(catalog, unloadTable);
      }
    }
    if (substatement === "CREATE_VIEW") {
      completeView(Query, catalog, database);
    }
    return ["SELECT", "EXPLAIN"].includes(substatement) ? outcome : { ...outcome, columns: [] };
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

  /** Where the query's own files go: `s3://…/`. */
  private folder(id: string): string {
    return (this.execution(id).ResultConfiguration?.OutputLocation ?? "").replace(/(tables\/)?[^/]*$/, "");
  }

  private async write(id: string, body: Buffer | Readable): Promise<void> {
    const { bucket, prefix } = parseOutputLocation(this.execution(id).ResultConfiguration?.OutputLocation ?? "");
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
      ...(outcome.stats !== undefined && { inputRows: outcome.stats.processedRows }),
      execution: { ...query.execution, Status, Statistics },
    });
  }
}

/** The database that names without one mean. Clients may give it in the backticks of DDL. */
function contextDatabase({ QueryExecutionContext }: QueryExecution): string {
  return (QueryExecutionContext?.Database ?? "default").replace(/^`(.*)`$/, "$1");
}

/** The lines of the result file, written as the pages come: CSV for a SELECT, plain lines for the rest. */
async function* resultLines(
  pages: AsyncIterable<TrinoPage>,
  statement: Statement,
  onPage: (page: TrinoPage) => void,
): AsyncGenerator<Buffer> {
  const select = statement.substatement === "SELECT";
  let columns: TrinoPage["columns"];
  if (statement.substatement === "EXPLAIN") {
    yield* explainLines(pages, onPage);
    return;
  }
  for await (const page of pages) {
    onPage(page);
    if (columns === undefined && page.columns !== undefined && select) {
      yield Buffer.from(csvLine(page.columns.map(({ name }) => name)));
    }
    columns ??= page.columns;
    const types = (columns ?? []).map(({ typeSignature }) => typeSignature);
    const lines = (page.data ?? []).map((row) => {
      const values = types.map((type, index) => (row[index] === null ? undefined : valueText(row[index], type)));
      return select ? csvLine(values) : `${values.join("\t")}\n`;
    });
    if (lines.length > 0 && (select || statement.type === "UTILITY")) {
      yield Buffer.from(lines.join(""));
    }
  }
}

/** The plan's lines below its column's name, as Athena cuts them. */
async function* explainLines(
  pages: AsyncIterable<TrinoPage>,
  onPage: (page: TrinoPage) => void,
): AsyncGenerator<Buffer> {
  let name = "";
  for await (const page of pages) {
    onPage(page);
    name = page.columns?.[0]?.name ?? name;
    for (const [plan] of page.data ?? []) {
      yield Buffer.from(`${name}\n${plan}\n\n`);
    }
  }
}

function statistics(
  { submitted, started, ended }: { submitted: number; started: number; ended: number },
  stats?: TrinoStats,
): QueryExecutionStatistics {
  return {
    DataScannedInBytes: stats?.physicalInputBytes ?? 0,
    QueryQueueTimeInMillis: started - submitted,
    EngineExecutionTimeInMillis: ended - started,
    ServiceProcessingTimeInMillis: 0,
    TotalExecutionTimeInMillis: ended - submitted,
  };
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}
