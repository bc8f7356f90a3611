import {
  BatchGetQueryExecutionCommand,
  GetWorkGroupCommand,
  ListPreparedStatementsCommand,
  type WorkGroupConfiguration,
} from "@aws-sdk/client-athena";
import { onFreshData } from "../engine/context";
import { refuseTable } from "../engine/lab/found-view";
import { type Lab, QueryError } from "../engine/lab/lab";
import { Decided, type Finding, open, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { found, freshDatabase, overFreshData, query } from "./asking";
import type { ShopContext } from "./context";
import { keys, names } from "./layout";
import type { Cut } from "./shop/cuts";
import { putCuts } from "./state";
import { judgeBill } from "./workgroups/judge-bill";
import { judgeGroup, probes } from "./workgroups/judge-group";
import { givenOf, judgePrepared, refused } from "./workgroups/judge-prepared";
import { type AskedQuery, judgeReuse } from "./workgroups/judge-reuse";
import { putLog, putWorkGroups } from "./workgroups/put";
import { freshLogWorld, logOf, logWorld } from "./workgroups/query-log";
import { answerInGroup, resultKey, runInGroup } from "./workgroups/run-in-group";

export const workgroups: Step<ShopContext> = {
  number: 6,
  name: "06-workgroups",
  lesson: "06-workgroups-and-cost",
  put: ({ lab }) => putWorkGroups(lab),
  tasks: [
    {
      id: "6.1",
      title: `The workgroup ${names.workGroup} ends queries that read more than 20 MB, and puts all results below ${keys.results}`,
      hint: "Three members of the configuration: a number of bytes, a place, and whether a query may say otherwise.",
      strongerHint:
        "BytesScannedCutoffPerQuery: 20_000_000, ResultConfiguration: { OutputLocation: … }, EnforceWorkGroupConfiguration: true.",
      check: checkGroup,
    },
    {
      id: "6.2",
      title: `The prepared statement ${names.prepared} says cuts and failures of each mill of a site, from a day on`,
      hint: "Each ? stands for a whole value, in the order of the text. Which type has a value that comes as text?",
      strongerHint: "WHERE site = ? AND cut_at >= CAST(? AS date) GROUP BY mill, and no quotes around a ?.",
      check: checkPrepared,
    },
    {
      id: "6.3",
      title: "The dashboard's question is answered again by an answer of the last 15 minutes; the auditor's is not",
      hint: "ResultReuseConfiguration is a part of StartQueryExecution. What must be the same in both questions?",
      strongerHint:
        "{ ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 15 } } }.",
      check: checkReuse,
    },
    {
      id: "6.4",
      title: "The view bill_by_team says what each team's queries cost, by Athena's rules",
      hint: "Which queries are billed, and for how many bytes each, before you add anything up?",
      strongerHint:
        "sum(CASE WHEN bytes > 0 AND state <> 'FAILED' THEN greatest(ceil(bytes / 1e6), 10) ELSE 0 END) * 5 / 1e6 AS dollars … GROUP BY team, without a WHERE.",
      check: checkBill,
    },
  ],
};

/** @throws Decided Open, where there is none; wrong, where it is disabled. */
async function foundGroup(lab: Lab): Promise<WorkGroupConfiguration> {
  const answer = await lab.athena
    .send(new GetWorkGroupCommand({ WorkGroup: names.workGroup }))
    .catch((error: Error) => {
      throw error.name === "InvalidRequestException"
        ? new Decided(open(`There is no workgroup ${names.workGroup} yet.`))
        : error;
    });
  if (answer.WorkGroup?.State === "DISABLED") {
    throw new Decided(
      wrong("The workgroup is disabled: it takes no query.", { expected: "ENABLED", seen: "DISABLED" }),
    );
  }
  return answer.WorkGroup?.Configuration ?? {};
}

async function checkGroup(context: ShopContext): Promise<Finding> {
  const { lab } = context;
  const { BytesScannedCutoffPerQuery: limit } = await foundGroup(lab);
  const folder = await folderOf(lab, "SELECT 1");
  if (limit === undefined || folder === undefined) {
    return judgeGroup({ limit, folder, below: "", above: "" });
  }
  const database = await freshDatabase(context);
  const ends: string[] = [];
  for (const bytes of [probes.below, probes.above]) {
    const table = `probe_${bytes}`;
    const place = `${context.fresh.root}${table}/`;
    await lab.put(`${place}lines.txt`, `${"x".repeat(999)}\n`.repeat(bytes / 1_000));
    await lab.query(`CREATE EXTERNAL TABLE ${table} (line string) LOCATION 's3://${lab.bucket}/${place}'`, database);
    const sql = `SELECT count(*) FROM ${table} WHERE line LIKE '%y'`;
    const execution = await runInGroup(lab, { sql, database });
    await lab.deletePrefix(resultKey(lab, execution));
    ends.push(execution.Status?.State ?? "");
  }
  const [below = "", above = ""] = ends;
  return judgeGroup({ limit, folder, below, above });
}

/** Where the result of a query goes; undefined where Athena does not take the query. */
async function folderOf(lab: Lab, sql: string): Promise<string | undefined> {
  const execution = await runInGroup(lab, { sql, database: lab.database }).catch((error: Error) => {
    if (!(error instanceof QueryError)) {
      throw error;
    }
    return undefined;
  });
  if (execution === undefined) {
    return undefined;
  }
  const key = resultKey(lab, execution);
  await lab.deletePrefix(key);
  return key.replace(/[^/]*$/, "");
}

/** What to say before the message of a statement that is right on the shop's data and not on fresh data. */
export const preparedOnFreshData = "Over another shop's cuts its answer is not right.";

async function checkPrepared(context: ShopContext): Promise<Finding> {
  const { lab, cuts, fresh } = context;
  await foundGroup(lab);
  const group = { WorkGroup: names.workGroup };
  const { PreparedStatements = [] } = await lab.athena.send(new ListPreparedStatementsCommand(group));
  if (!PreparedStatements.some(({ StatementName }) => StatementName === names.prepared)) {
    return open(`The workgroup has no prepared statement ${names.prepared} yet.`);
  }
  const first = await preparedOn(lab, cuts, lab.database);
  if (first.state !== "right") {
    return first;
  }
  const database = await freshDatabase(context);
  await putCuts(lab, fresh.truth, { root: fresh.root, database });
  return onFreshData(first, [await preparedOn(lab, fresh.truth, database)], preparedOnFreshData);
}

async function preparedOn(lab: Lab, cuts: readonly Cut[], database: string): Promise<Finding> {
  const given = givenOf(cuts);
  const parameters = [given.site, given.day].map((text) => `'${text}'`);
  try {
    return judgePrepared(
      cuts,
      given,
      await answerInGroup(lab, { sql: `EXECUTE ${names.prepared}`, database, parameters }),
    );
  } catch (error) {
    if (error instanceof QueryError) {
      return refused(error.message);
    }
    throw error;
  }
}

async function checkReuse({ lab }: Pick<ShopContext, "lab">): Promise<Finding> {
  const text = await lab.text(keys.asked);
  if (text === undefined) {
    return open(`There is no ${keys.asked} yet.`);
  }
  let ids: unknown;
  try {
    ids = JSON.parse(text);
  } catch {
    ids = undefined;
  }
  if (!Array.isArray(ids) || ids.length === 0 || ids.some((id) => typeof id !== "string" || id === "")) {
    return wrong(`${keys.asked} is no JSON array of queries' ids.`, { expected: '["…", "…", "…"]', seen: text });
  }
  const QueryExecutionIds = (ids as string[]).slice(0, 3);
  const { QueryExecutions = [] } = await lab.athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds }));
  const asked = QueryExecutionIds.flatMap((id): AskedQuery[] => {
    const one = QueryExecutions.find(({ QueryExecutionId }) => QueryExecutionId === id);
    const wish = one?.ResultReuseConfiguration?.ResultReuseByAgeConfiguration;
    return one === undefined
      ? []
      : [
          {
            workGroup: one.WorkGroup ?? "",
            state: one.Status?.State ?? "",
            text: one.Query ?? "",
            wished: wish?.Enabled === true,
            age: wish?.MaxAgeInMinutes,
            reused: one.Statistics?.ResultReuseInformation?.ReusedPreviousResult === true,
            bytes: one.Statistics?.DataScannedInBytes ?? 0,
          },
        ];
  });
  return judgeReuse(asked);
}

/** What to say before the message of a view that is right on the exercise's log and not on fresh data. */
export const billOnFreshData = "Over another shop's queries what the view answers is not right.";

async function checkBill(context: ShopContext): Promise<Finding> {
  const { lab, fresh, seed } = context;
  const view = names.billView;
  refuseTable(await found(lab, view), view, "next month it still shows this one's bill. A view asks again.");
  const sql = `SELECT * FROM ${view}`;
  const first = judgeBill(logOf(logWorld), await query(lab, sql));
  if (first.state !== "right") {
    return first;
  }
  const log = logOf(freshLogWorld(seed));
  const source = { table: names.queryLog, folder: keys.queryLog, rows: "queries" };
  const put = (database: string) => putLog(lab, log, { root: fresh.root, database });
  const other = await overFreshData(context, view, source, put, async (database) =>
    judgeBill(log, await query(lab, sql, database)),
  );
  return onFreshData(first, [other], billOnFreshData);
}
