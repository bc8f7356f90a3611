import { join } from "node:path";
import type { ColumnInfo, QueryExecution, QueryExecutionState } from "@aws-sdk/client-athena";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";
import { invalidRequest } from "../validation";
import type { RunStatistics } from "./runtime-statistics";

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

/** Called with a query that is new or in another state, and with the state before. */
export type QueryListener = (execution: QueryExecution, before: QueryExecutionState | undefined) => void;

/** The query executions, one JSON file each in `athena/queries/`. */
export class QueryStore {
  private readonly queries: RecordFolder<StoredQuery>;
  /** What to call when something happens to a query, by its id. */
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(
    dataDir: string,
    private readonly changed: QueryListener,
  ) {
    this.queries = new RecordFolder(DataFolder.at(dataDir), join("athena", "queries"), {
      shape: objectWith({ "execution.QueryExecutionId": "string", "execution.Status": "object", columns: "list" }),
      keyOf: ({ execution }) => execution.QueryExecutionId ?? "",
      revive: withDates,
      interrupted: afterCrash,
      notFound: (id) => invalidRequest(`QueryExecution ${id} was not found`, "QUERY_EXECUTION_NOT_FOUND"),
    });
  }

  /** @throws AwsError InvalidRequestException */
  get(id: string | undefined): StoredQuery {
    return this.queries.get(id ?? "");
  }

  has(id: string): boolean {
    return this.queries.has(id);
  }

  /** All queries, the newest first. */
  all(): StoredQuery[] {
    return [...this.queries.values()].sort((a, b) => submitted(b) - submitted(a));
  }

  /** Reads them before they are asked for, in turns. */
  prepare(): Promise<void> {
    return this.queries.prepare();
  }

  /** Writes a new query, or what has happened to one that is there. */
  put(query: StoredQuery): void {
    this.told(query, () => this.queries.write(query));
  }

  /** A query begins to run. That is not written: after a crash one that runs and one that waits have failed alike. */
  begin(id: string): void {
    const query = this.get(id);
    const Status = { ...query.execution.Status, State: "RUNNING" as const };
    const running = { ...query, execution: { ...query.execution, Status } };
    this.told(running, () => this.queries.hold(running));
  }

  /** Tells of a query that is kept, where it is new or in another state. */
  private told({ execution }: StoredQuery, keep: () => void): void {
    const id = execution.QueryExecutionId ?? "";
    const before = this.queries.find(id)?.execution.Status?.State;
    keep();
    this.wake(id);
    if (before !== execution.Status?.State) {
      this.changed(execution, before);
    }
  }

  delete(id: string): void {
    this.queries.delete(id);
    this.wake(id);
  }

  /** Waits until something happens to a query that has not ended, but no longer than some milliseconds. */
  async next(id: string, mostMs: number): Promise<void> {
    if (ended.has(this.get(id).execution.Status?.State ?? "")) {
      return;
    }
    const waiting = this.waiting.get(id) ?? new Set();
    this.waiting.set(id, waiting);
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, mostMs);
      waiting.add(wake);
    });
    if (waiting.size === 0) {
      this.waiting.delete(id);
    }
  }

  private wake(id: string): void {
    for (const wake of this.waiting.get(id) ?? []) {
      wake();
    }
  }

  reset(): void {
    this.queries.clear();
  }
}

/** A query that was under way when the process died did not end well. */
function afterCrash(query: StoredQuery): StoredQuery | undefined {
  const { execution } = query;
  if (ended.has(execution.Status?.State ?? "")) {
    return undefined;
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
