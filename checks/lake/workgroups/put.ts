import { setTimeout as sleep } from "node:timers/promises";
import {
  CreatePreparedStatementCommand,
  CreateWorkGroupCommand,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { deleteWorkGroup, type Lab } from "../../engine/lab/lab";
import { csvTable, putTable } from "../../engine/lab/put-table";
import { keys, names } from "../layout";
import { wantedLimit } from "./judge-group";
import { wantedAge } from "./judge-reuse";
import { type LoggedQuery, logCsv, logOf, logTypes, logWorld } from "./query-log";

/** The log of the shop's queries, and the table over it. */
export async function putLog(
  lab: Lab,
  log: readonly LoggedQuery[],
  { root = "", database = names.database as string } = {},
): Promise<void> {
  const folder = `${root}${keys.queryLog}`;
  await lab.put(`${folder}queries.csv`, logCsv(log));
  const storage = csvTable(logTypes, `s3://${lab.bucket}/${folder}`);
  await putTable(lab, database, names.queryLog, storage, { "skip.header.line.count": "1" });
}

/** What step 6 leaves: the workgroup with its statement, the questions that were asked in it, the log and its bill. */
export async function putWorkGroups(lab: Lab): Promise<void> {
  await deleteWorkGroup(lab, names.workGroup);
  await lab.athena.send(
    new CreateWorkGroupCommand({
      Name: names.workGroup,
      Configuration: {
        BytesScannedCutoffPerQuery: wantedLimit,
        EnforceWorkGroupConfiguration: true,
        ResultConfiguration: { OutputLocation: `s3://${lab.bucket}/${keys.results}` },
      },
    }),
  );
  await lab.athena.send(
    new CreatePreparedStatementCommand({
      WorkGroup: names.workGroup,
      StatementName: names.prepared,
      QueryStatement: `SELECT mill, count(*) AS cuts, count(failure) AS failures FROM ${names.table}
        WHERE site = ? AND cut_at >= CAST(? AS date) GROUP BY mill`,
    }),
  );
  const asked = [await ask(lab, true), await ask(lab, true), await ask(lab, false)];
  await lab.put(keys.asked, JSON.stringify(asked));
  await putLog(lab, logOf(logWorld));
  await lab.query(`CREATE OR REPLACE VIEW ${names.billView} AS SELECT team, count(*) AS queries,
    count_if(bytes > 0 AND state <> 'FAILED') AS billed,
    sum(CASE WHEN bytes > 0 AND state <> 'FAILED' THEN greatest(ceil(bytes / 1e6), 10) ELSE 0 END) * 5 / 1e6 AS dollars
    FROM ${names.queryLog} GROUP BY team`);
}

/** Asks the dashboard's question and waits for its end. @returns The query's id. */
async function ask(lab: Lab, mayBeOld: boolean): Promise<string> {
  const reuse = { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: wantedAge } };
  const { QueryExecutionId = "" } = await lab.athena.send(
    new StartQueryExecutionCommand({
      WorkGroup: names.workGroup,
      QueryString: `SELECT site, avg(torque_nm) AS mean FROM ${names.table} GROUP BY site`,
      QueryExecutionContext: { Database: lab.database },
      ...(mayBeOld && { ResultReuseConfiguration: reuse }),
    }),
  );
  for (;;) {
    const { QueryExecution } = await lab.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    if (!["QUEUED", "RUNNING"].includes(QueryExecution?.Status?.State ?? "")) {
      return QueryExecutionId;
    }
    await sleep(60);
  }
}
