import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
  type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";

/** The rows that a SELECT answers with, without the names of its columns; NULL stands where a cell has no value. */
export async function rowsOf(
  athena: AthenaClient,
  QueryString: string,
  place: Pick<StartQueryExecutionCommandInput, "QueryExecutionContext" | "ResultConfiguration">,
): Promise<string[][]> {
  const { QueryExecutionId } = await athena.send(new StartQueryExecutionCommand({ QueryString, ...place }));
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    if (State === "SUCCEEDED") {
      break;
    }
    assert.ok(State === "QUEUED" || State === "RUNNING", `${State}: ${StateChangeReason}`);
    await sleep(50);
  }
  const rows: string[][] = [];
  for await (const { ResultSet } of paginateGetQueryResults({ client: athena }, { QueryExecutionId })) {
    for (const { Data = [] } of ResultSet?.Rows ?? []) {
      rows.push(Data.map(({ VarCharValue }) => VarCharValue ?? "NULL"));
    }
  }
  return rows.slice(1);
}
