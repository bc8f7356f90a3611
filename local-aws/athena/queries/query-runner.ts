import type { QueryExecution, QueryExecutionStatistics } from "@aws-sdk/client-athena";
import type { SqlEngine } from "../../engines/trino/sql-engine";
import { type TrinoAddress, TrinoError, type TrinoStats } from "../../engines/trino/trino-client";
import { inTurns } from "../../event-loop/in-turns";
import type { Catalog } from "../../glue/catalog/catalog";
import type { ServiceMetrics } from "../../integration/service-metrics";
import type { ObjectStore } from "../../s3/objects/object-store";
import type { PreparedStatements } from "../prepared-statements";
import type { QueryEvents } from "../query-events";
import { resultFolder } from "../results/output-location";
import { writeResult } from "../results/write-result";
import { parameterExpressions } from "../sql/text/prepared";
import type { Statement } from "../sql/text/statement";
import type { WorkGroups } from "../work-groups/work-groups";
import { type ExecutedStatement, isExecute } from "./executed-statement";
import { queryFailure } from "./failures/query-failure";
import { withCleaningAdvice } from "./failures/write-failure";
import { LateStatistics } from "./late-statistics";
import { putQueryMetrics } from "./query-metrics";
import type { QueryOutcome } from "./query-outcome";
import { QueryQueue, type QueuedQuery } from "./query-queue";
import { queryStatistics } from "./query-statistics";
import type { QueryStore } from "./query-store";
import { runOnCatalog } from "./run-on-catalog";
import { runOnTrino, ScanLimitExceeded } from "./run-on-trino";
import { SyntaxCheck } from "./syntax-check";

export interface QueryRunnerOptions {
  readonly queries: QueryStore;
  readonly events: QueryEvents;
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly trino: SqlEngine;
  readonly workGroups: WorkGroups;
  readonly prepared: PreparedStatements;
  readonly metrics: ServiceMetrics;
}

/** A query that runs, and how to tell whether its text is taken. */
interface Run {
  readonly id: string;
  readonly statement: ExecutedStatement;
  readonly signal: AbortSignal;
  readonly syntaxCheck: SyntaxCheck;
  /** What Trino has counted so far. */
  stats?: TrinoStats;
}

/** Runs query executions: queued until there is a place and Trino is there, then to the end, always to an end state. */
export class QueryRunner {
  private readonly queue = new QueryQueue();
  private readonly statistics: LateStatistics;

  constructor(private readonly options: QueryRunnerOptions) {
    this.statistics = new LateStatistics(options.queries);
  }

  /**
   * Takes a query that stands in the store as QUEUED.
   *
   * @returns What is wrong with its text where Trino cannot parse it; the query is then forgotten. A query that has to
   *   wait, for its turn or for Trino, is parsed later, and then fails.
   */
  submit(id: string, statement: ExecutedStatement): Promise<string | undefined> {
    const { events } = this.options;
    const syntaxCheck = new SyntaxCheck();
    void syntaxCheck.problem.then((problem) => (problem === undefined ? events.accepted(id) : events.refused(id)));
    const run = (signal: AbortSignal) => this.run({ id, statement, signal, syntaxCheck });
    const started = this.queue.add({ id, kind: kindOf(statement), run });
    if (!started || this.options.trino.health().state !== "ready") {
      syntaxCheck.pass();
    }
    return syntaxCheck.problem;
  }

  /** Waits until all is known of a query that has ended. */
  async settled(id: string): Promise<void> {
    if (this.execution(id).Status?.CompletionDateTime !== undefined) {
      await this.queue.done(id);
      await this.statistics.known(id);
    }
  }

  /** Cancels a query, waiting or running. Nothing happens where it has ended. */
  async stop(id: string): Promise<void> {
    if (this.queue.withdraw(id)) {
      this.end(id, { State: "CANCELLED", StateChangeReason: "Query cancelled by user" });
    }
    await this.queue.abort(id);
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.queue.ids().map((id) => this.stop(id)));
    await this.statistics.allKnown();
  }

  private async run(run: Run): Promise<void> {
    const { id, statement, signal, syntaxCheck } = run;
    const submitted = this.execution(id).Status?.SubmissionDateTime?.getTime() ?? Date.now();
    let started = Date.now();
    const times = (computed = Date.now()) => ({ submitted, started, computed, ended: Date.now() });
    try {
      const trino = statement.runBy === "trino" ? await untilAborted(this.options.trino.ready(), signal) : undefined;
      started = Date.now();
      this.options.queries.begin(id);
      const outcome =
        trino !== undefined
          ? await this.runOnTrino(run, trino)
          : await runOnCatalog(this.execution(id), statement, this.options);
      this.end(id, { State: "SUCCEEDED" }, queryStatistics(times(outcome.computed), outcome.stats), outcome);
      if (trino !== undefined && outcome.trinoId !== undefined) {
        this.statistics.add(id, trino, outcome.trinoId);
      }
    } catch (error) {
      if (error instanceof TrinoError && error.unparsable && syntaxCheck.isOpen) {
        this.options.queries.delete(id);
        syntaxCheck.fail(error.message);
      } else if (signal.aborted || error instanceof ScanLimitExceeded) {
        const reason = error instanceof ScanLimitExceeded ? error.message : "Query cancelled by user";
        this.end(id, { State: "CANCELLED", StateChangeReason: reason }, queryStatistics(times(), run.stats));
      } else {
        await this.fail(run, error, queryStatistics(times()));
      }
    } finally {
      syntaxCheck.pass();
    }
  }

  private async runOnTrino(run: Run, trino: TrinoAddress): Promise<QueryOutcome> {
    const { id, statement, signal, syntaxCheck } = run;
    const execution = await this.withParameters(this.execution(id), statement);
    const { Configuration } = this.options.workGroups.get(execution.WorkGroup);
    const scanLimit = Configuration?.BytesScannedCutoffPerQuery ?? Number.POSITIVE_INFINITY;
    const onParsed = () => syntaxCheck.pass();
    const onStats = (stats: TrinoStats) => {
      run.stats = stats;
    };
    return runOnTrino(execution, statement, { ...this.options, trino, scanLimit, signal, onParsed, onStats });
  }

  /** Hive's part of Athena leaves the reason in place of the result, Trino's leaves nothing. */
  private async fail({ id, statement }: Run, error: unknown, statistics: QueryExecutionStatistics): Promise<void> {
    const failure = queryFailure(error, this.options.trino.log);
    const execution = this.execution(id);
    const { reason, error: AthenaError } = withCleaningAdvice(
      failure,
      statement.substatement,
      resultFolder(execution),
      id,
    );
    if (reason.startsWith("FAILED: ")) {
      const location = execution.ResultConfiguration?.OutputLocation ?? "";
      await writeResult(this.options.objects, location, Buffer.from(reason)).catch(() => {});
    }
    this.end(id, { State: "FAILED", StateChangeReason: reason, AthenaError }, statistics);
  }

  /** With the parameters of `EXECUTE name USING …`, or those of the request. @throws AwsError where there is no `name`. */
  private async withParameters(
    execution: QueryExecution,
    { text, execute }: ExecutedStatement,
  ): Promise<QueryExecution> {
    const ExecutionParameters = await inTurns(parameterExpressions(execution.ExecutionParameters ?? []));
    if (execute === undefined) {
      return { ...execution, ExecutionParameters };
    }
    const { name, parameters } = execute;
    const { QueryStatement } = this.options.prepared.get(execution.WorkGroup ?? "primary", name);
    if (isExecute(text)) {
      // when the query was started, there was none of its name
      return { ...execution, ExecutionParameters };
    }
    if (QueryStatement !== text.sql) {
      throw new Error(`The prepared statement ${name} has been changed since the query was started.`);
    }
    return { ...execution, ExecutionParameters: parameters === "" ? ExecutionParameters : [parameters] };
  }

  private execution(id: string): QueryExecution {
    return this.options.queries.get(id).execution;
  }

  private end(
    id: string,
    status: NonNullable<QueryExecution["Status"]>,
    Statistics: QueryExecutionStatistics = {},
    { columns, updateCount, manifest, substatement }: Partial<QueryOutcome> = {},
  ): void {
    const query = this.options.queries.get(id);
    const Status = { ...query.execution.Status, ...status, CompletionDateTime: new Date() };
    this.options.queries.put({
      ...query,
      columns: columns ?? [],
      ...(updateCount !== undefined && { updateCount }),
      execution: {
        ...query.execution,
        ...(substatement !== undefined && { SubstatementType: substatement }),
        Status,
        Statistics: { ...Statistics, ...(manifest !== undefined && { DataManifestLocation: manifest }) },
      },
    });
    this.publish(id);
  }

  private publish(id: string): void {
    const execution = this.execution(id);
    const group = this.options.workGroups.all().find(({ Name }) => Name === (execution.WorkGroup ?? "primary"));
    if (group?.Configuration?.PublishCloudWatchMetricsEnabled === true) {
      putQueryMetrics(this.options.metrics, execution);
    }
  }
}

/** The quota that a statement counts against; CREATE TABLE AS counts as DML. */
function kindOf({ type, substatement }: Statement): QueuedQuery["kind"] {
  return type === "DML" || substatement === "CREATE_TABLE_AS_SELECT" ? "DML" : "DDL";
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}
