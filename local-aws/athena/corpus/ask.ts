import { setTimeout as sleep } from "node:timers/promises";
import {
  GetQueryExecutionCommand,
  InvalidRequestException,
  paginateGetQueryResults,
  type QueryExecution,
  type Row,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import type { Answer } from "./compare";
import type { Target } from "./target";

/** Runs a query to its end, in the corpus' database. */
export async function ask({ athena, bucket, prefix, database, workGroup }: Target, sql: string): Promise<Answer> {
  const start = new StartQueryExecutionCommand({
    QueryString: sql,
    QueryExecutionContext: { Database: database },
    ResultConfiguration: { OutputLocation: `s3://${bucket}/${prefix}/results/` },
    WorkGroup: workGroup,
  });
  const started = await athena.send(start).catch((error: unknown) => {
    if (error instanceof InvalidRequestException) {
      return error;
    }
    throw error;
  });
  if (started instanceof InvalidRequestException) {
    return { statement: "", refused: started.message, columns: [], rows: [], scanned: 0 };
  }
  const QueryExecutionId = started.QueryExecutionId ?? "";
  const { Status, StatementType, SubstatementType, Statistics } = await end({ athena }, QueryExecutionId);
  const statement = `${StatementType} ${SubstatementType}`;
  const scanned = Statistics?.DataScannedInBytes ?? 0;
  if (Status?.State !== "SUCCEEDED") {
    const error = `${Status?.AthenaError?.ErrorCategory} ${Status?.AthenaError?.ErrorType}`;
    return { statement, failed: Status?.StateChangeReason ?? "", error, columns: [], rows: [], scanned };
  }
  const rows: Row[] = [];
  let columns: Answer["columns"] = [];
  for await (const { ResultSet } of paginateGetQueryResults({ client: athena }, { QueryExecutionId })) {
    rows.push(...(ResultSet?.Rows ?? []));
    columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? columns;
  }
  const values = rows.map(({ Data }) => (Data ?? []).map(({ VarCharValue }) => VarCharValue));
  return { statement, columns, rows: values.slice(StatementType === "DML" ? 1 : 0), scanned };
}

async function end({ athena }: Pick<Target, "athena">, QueryExecutionId: string): Promise<QueryExecution> {
  for (let asked = 0; ; asked += 1) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    if (!["QUEUED", "RUNNING"].includes(QueryExecution?.Status?.State ?? "")) {
      return QueryExecution ?? {};
    }
    await sleep(asked < 50 ? 15 : 250);
  }
}
