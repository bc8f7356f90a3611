import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ColumnInfo, QueryExecution } from "@aws-sdk/client-athena";
import { JsonFile } from "../storage/json-file";
import type { RunStatistics } from "./runtime-statistics";
import { invalidRequest } from "./validation";

/** A query execution and what Athena keeps of it besides. Dates are ISO texts on disk. */
export interface StoredQuery {
  readonly execution: QueryExecution;
  readonly columns: readonly ColumnInfo[];
  readonly clientRequestToken?: string;
  /** Of `GetQueryResults`; not there for what neither reads nor writes rows. */
  readonly updateCount?: number;
  readonly runStatistics?: RunStatistics;
}

const ended = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);

/** The query executions, one JSON file each in `athena/queries/`. */
export class QueryStore {
  private readonly folder: string;
  private queries: Map<string, StoredQuery>;

  constructor(dataDir: string) {
    this.folder = join(dataDir, "athena", "queries");
    this.queries = this.load();
  }

  /** @throws AwsError InvalidRequestException */
  get(id: string | undefined): StoredQuery {
    const query = this.queries.get(id ?? "");
    if (query === undefined) {
      throw invalidRequest(`QueryExecution ${id} was not found`, "QUERY_EXECUTION_NOT_FOUND");
    }
    return query;
  }

  has(id: string): boolean {
    return this.queries.has(id);
  }

  /** All queries, the newest first. */
  all(): StoredQuery[] {
    return [...this.queries.values()].sort((a, b) => submitted(b) - submitted(a));
  }

  put(query: StoredQuery): void {
    const id = query.execution.QueryExecutionId ?? "";
    this.queries.set(id, query);
    this.file(id).write(query);
  }

  delete(id: string): void {
    this.queries.delete(id);
    this.file(id).remove();
  }

  reset(): void {
    rmSync(this.folder, { recursive: true, force: true });
    this.queries = new Map();
  }

  private file(id: string): JsonFile<StoredQuery | undefined> {
    return new JsonFile(join(this.folder, `${id}.json`), () => undefined);
  }

  private load(): Map<string, StoredQuery> {
    const queries = new Map<string, StoredQuery>();
    const names = existsSync(this.folder) ? readdirSync(this.folder) : [];
    for (const name of names.filter((file) => file.endsWith(".json"))) {
      const id = name.slice(0, -".json".length);
      const query = this.file(id).read();
      if (query !== undefined) {
        queries.set(id, afterCrash(withDates(query)));
      }
    }
    return queries;
  }
}

/** A query that was under way when the process died did not end well. */
function afterCrash(query: StoredQuery): StoredQuery {
  const { execution } = query;
  if (ended.has(execution.Status?.State ?? "")) {
    return query;
  }
  const reason = "The embedded AWS stopped while the query was running.";
  const AthenaError = { ErrorCategory: 1, ErrorType: 100, Retryable: true, ErrorMessage: reason };
  const Status = { ...execution.Status, State: "FAILED" as const, StateChangeReason: reason, AthenaError };
  return { ...query, execution: { ...execution, Status: { ...Status, CompletionDateTime: new Date() } } };
}

function withDates(query: StoredQuery): StoredQuery {
  const { Status, ...execution } = query.execution;
  const date = (value: Date | undefined) => value && new Date(value);
  const dates = {
    SubmissionDateTime: date(Status?.SubmissionDateTime),
    CompletionDateTime: date(Status?.CompletionDateTime),
  };
  return { ...query, execution: { ...execution, Status: { ...Status, ...dates } } };
}

function submitted({ execution }: StoredQuery): number {
  return execution.Status?.SubmissionDateTime?.getTime() ?? 0;
}
