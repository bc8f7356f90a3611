import { setTimeout as sleep } from "node:timers/promises";
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { type Answer, type Lab, QueryError } from "../../engine/lab/lab";
import { names } from "../layout";
import { askedFolder } from "./judge-group";

/** A query in the student's workgroup. */
export interface GroupQuery {
  readonly sql: string;
  readonly database: string;
  /** Each as SQL writes it. */
  readonly parameters?: readonly string[];
}

const longestMs = 60_000;

/**
 * Runs a query in the student's workgroup to its end, well or not; its result wishes to lie in {@link askedFolder}.
 *
 * @throws QueryError Where Athena refuses it, or it takes longer than a minute.
 */
export async function runInGroup(lab: Lab, { sql, database, parameters }: GroupQuery): Promise<QueryExecution> {
  const { QueryExecutionId } = await lab.athena
    .send(
      new StartQueryExecutionCommand({
        WorkGroup: names.workGroup,
        QueryString: sql,
        QueryExecutionContext: { Database: database },
        ResultConfiguration: { OutputLocation: `s3://${lab.bucket}/${askedFolder}` },
        ...(parameters !== undefined && { ExecutionParameters: [...parameters] }),
      }),
    )
    .catch((error: Error) => {
      throw error.name === "InvalidRequestException" ? new QueryError(error.message) : error;
    });
  const until = Date.now() + longestMs;
  for (;;) {
    const { QueryExecution = {} } = await lab.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    if (!["QUEUED", "RUNNING"].includes(QueryExecution.Status?.State ?? "")) {
      return QueryExecution;
    }
    if (Date.now() > until) {
      await lab.athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
      throw new QueryError("The query took longer than a minute.");
    }
    await sleep(60);
  }
}

/** The key of a query's result, in the exercises' bucket. */
export function resultKey(lab: Lab, { ResultConfiguration }: QueryExecution): string {
  return ResultConfiguration?.OutputLocation?.replace(`s3://${lab.bucket}/`, "") ?? "";
}

/**
 * The answer of a query in the student's workgroup; its files are deleted.
 *
 * @throws QueryError With Athena's reason, where there is none.
 */
export async function answerInGroup(lab: Lab, query: GroupQuery): Promise<Answer> {
  const execution = await runInGroup(lab, query);
  if (execution.Status?.State !== "SUCCEEDED") {
    throw new QueryError(execution.Status?.StateChangeReason ?? execution.Status?.State ?? "");
  }
  const { ResultSet } = await lab.athena.send(
    new GetQueryResultsCommand({ QueryExecutionId: execution.QueryExecutionId }),
  );
  await lab.deletePrefix(resultKey(lab, execution));
  const columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
  const rows = (ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue));
  return {
    columns: columns.map(({ Name = "", Type = "" }) => ({ name: Name, type: Type })),
    rows: rows.slice(1),
    bytesScanned: execution.Statistics?.DataScannedInBytes ?? 0,
  };
}
