import { GetQueryExecutionCommand, type QueryExecution, StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { athenaClient } from "../clients";
import { athenaCost, formatDollars } from "../cost";
import { formatBytes, formatSeconds } from "../display/format";
import { LiveDisplay } from "../display/live-display";
import { QueryFailed } from "../errors";
import { noteExpense } from "../spending";
import { waitFor } from "../wait";

/** What a query did. */
export interface QuerySummary {
  readonly queryExecutionId: string;
  /** What Athena bills by. */
  readonly bytesScanned: number;
  readonly seconds: number;
  /** What AWS asks for it at list price. */
  readonly dollars: number;
  /** Where the answer is, such as `s3://…/athena-results/<id>.csv`. */
  readonly outputLocation: string;
}

const finalStates: ReadonlySet<string> = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);

/**
 * Waits until a query has ended. Calls `athena:GetQueryExecution`; Interrupt in Jupyter stops the query
 * (`athena:StopQueryExecution`).
 *
 * @param display Where to show the state; the caller may show more there afterwards.
 * @throws QueryFailed Where it ends FAILED or CANCELLED. Interrupted. WaitTimeout: the query goes on.
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryExecution.html
 */
export async function waitQuery(
  queryExecutionId: string,
  { timeoutSeconds = 600, display = new LiveDisplay() }: { timeoutSeconds?: number; display?: LiveDisplay } = {},
): Promise<QuerySummary> {
  const query = await waitFor({
    what: `the query ${queryExecutionId}`,
    timeoutSeconds,
    poll: () => getQuery(queryExecutionId),
    isDone: (now) => finalStates.has(now.Status?.State ?? ""),
    onState: (now, elapsed) => {
      const state = now.Status?.State ?? "";
      const outcome = state === "SUCCEEDED" ? "done" : finalStates.has(state) ? "failed" : "going on";
      display.update({ what: "query", state, outcome, facts: queryFacts(summary(now, elapsed)) });
    },
    onInterrupt: async () => {
      await athenaClient().send(new StopQueryExecutionCommand({ QueryExecutionId: queryExecutionId }));
      const outcome = "The query was stopped; AWS bills what it had scanned.";
      display.interrupted("query", outcome);
      return outcome;
    },
  });
  const done = summary(query, 0);
  noteExpense("query", done.dollars);
  const { State: state = "", StateChangeReason: reason = "no reason given" } = query.Status ?? {};
  if (state !== "SUCCEEDED") {
    throw new QueryFailed(queryExecutionId, state, reason);
  }
  return done;
}

/** What a display says of a query. */
export function queryFacts({ seconds, bytesScanned, dollars }: QuerySummary): [string, string][] {
  return [
    ["time", formatSeconds(seconds)],
    ["scanned", formatBytes(bytesScanned)],
    ["cost on AWS", formatDollars(dollars)],
  ];
}

async function getQuery(id: string): Promise<QueryExecution> {
  const { QueryExecution } = await athenaClient().send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
  return QueryExecution ?? {};
}

function summary(query: QueryExecution, elapsed: number): QuerySummary {
  const { DataScannedInBytes: bytesScanned = 0, TotalExecutionTimeInMillis: millis } = query.Statistics ?? {};
  return {
    queryExecutionId: query.QueryExecutionId ?? "",
    bytesScanned,
    seconds: millis === undefined ? elapsed : millis / 1_000,
    dollars: athenaCost(bytesScanned),
    outputLocation: query.ResultConfiguration?.OutputLocation ?? "",
  };
}
