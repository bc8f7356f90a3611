import { AskedDuckDb, makeTable } from "../../engine/clauses/asked-duckdb";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { onFreshData } from "../../engine/context";
import type { Answer } from "../../engine/lab/lab";
import type { Finding } from "../../engine/verdict";
import { billOnFreshData, preparedOnFreshData } from "../06-workgroups";
import { keys, names } from "../layout";
import { type Cut, cutsOf, freshCuts, shopWorld } from "../shop/cuts";
import { judgeBill } from "../workgroups/judge-bill";
import { askedFolder, judgeGroup, probes } from "../workgroups/judge-group";
import { givenOf, judgePrepared, refused } from "../workgroups/judge-prepared";
import { judgeReuse } from "../workgroups/judge-reuse";
import { freshLogWorld, type LoggedQuery, logOf, logWorld } from "../workgroups/query-log";

/** What a student makes in step 6. */
export interface Kept {
  readonly limit: number | undefined;
  readonly isEnforced: boolean;
  /** The workgroup's place for results, where it has one. */
  readonly place: string | undefined;
  readonly prepared: string;
  readonly asksIn: string;
  readonly wishes: boolean;
  readonly age: number;
  /** The dashboard's text, by the number of the question. */
  readonly text: (number: number) => string;
  readonly auditorWishes: boolean;
  readonly ids: number;
  readonly bill: string;
}

const select = (columns: string, where: string, from = names.table as string): Partial<Kept> => ({
  prepared: `SELECT mill, ${columns} FROM ${from} WHERE ${where} GROUP BY mill`,
});
const counts = "count(*) AS cuts, count(failure) AS failures";
const both = "site = ? AND cut_at >= CAST(? AS date)";

const isBilled = "bytes > 0 AND state <> 'FAILED'";
const pays = "greatest(ceil(bytes / 1e6), 10)";
const billed = (condition: string, megabytes = pays, price = "* 5 / 1e6", where = ""): Partial<Kept> => ({
  bill: `SELECT team, count(*) AS queries, sum(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS billed,
    sum(CASE WHEN ${condition} THEN ${megabytes} ELSE 0 END) ${price} AS dollars FROM query_log ${where} GROUP BY team`,
});

const right: Kept = {
  limit: 20_000_000,
  isEnforced: true,
  place: keys.results,
  prepared: select(counts, both).prepared ?? "",
  asksIn: names.workGroup,
  wishes: true,
  age: 15,
  text: () => "SELECT site, avg(torque_nm) AS mean FROM cuts GROUP BY site",
  auditorWishes: false,
  ids: 3,
  bill: billed(isBilled).bill ?? "",
};

const others: readonly OtherWay<Kept>[] = [
  {
    name: "binary megabytes, a folder of its own, the values in subqueries, the bill by a join",
    solution: {
      limit: 20 * 2 ** 20,
      place: `${keys.results}shop/`,
      prepared: `SELECT MILL, sum(CASE WHEN failure IS NULL THEN 0 ELSE 1 END) AS FAILURES, count(cut_id) AS CUTS
        FROM (SELECT * FROM cuts WHERE site = (SELECT ?)) WHERE CAST(cut_at AS date) >= CAST(? AS date) GROUP BY 1`,
      bill: `SELECT team, queries, coalesce(billed, 0) AS billed, coalesce(dollars, 0) AS dollars
        FROM (SELECT team, count(*) AS queries FROM query_log GROUP BY team) AS a LEFT JOIN
        (SELECT team AS t, count(*) AS billed, sum(${pays}) * 0.000005 AS dollars FROM query_log WHERE ${isBilled}
          GROUP BY team) AS b ON team = t`,
    },
  },
];

const clauses: readonly Clause<Kept>[] = [
  {
    task: "6.1",
    clause: "ends queries",
    plant: "the configuration",
    mistake: "no limit",
    wrong: { limit: undefined },
    message: "The workgroup has no limit: a query may read as much as it likes.",
  },
  {
    task: "6.1",
    clause: "puts all results",
    plant: "a query without a place of its own",
    mistake: "no OutputLocation",
    wrong: { place: undefined },
    message: "The workgroup has no place for results: Athena refuses its queries.",
  },
  {
    task: "6.1",
    clause: "whatever place a query names",
    plant: "the check's query names another place",
    mistake: "EnforceWorkGroupConfiguration: false",
    wrong: { isEnforced: false },
    message: "A query's result went where the query wished: the workgroup does not enforce its settings.",
  },
  {
    task: "6.1",
    clause: "below results/",
    plant: "the place of the check's query",
    mistake: "below athena-results/",
    wrong: { place: "athena-results/" },
    message: "Results go elsewhere than below results/.",
  },
  {
    task: "6.1",
    clause: "20 MB, not 20 GB",
    plant: "a query that reads 22 MB",
    mistake: "20 * 1024 ** 3",
    wrong: { limit: 20 * 1024 ** 3 },
    message: "A query that reads 22 MB was not ended: how many bytes are 20 MB?",
  },
  {
    task: "6.1",
    clause: "20 MB, not less",
    plant: "a query that reads 18 MB",
    mistake: "the least that AWS takes",
    wrong: { limit: 10_000_000 },
    message: "A query that reads 18 MB was ended: the limit is too low.",
  },
  {
    task: "6.2",
    clause: "mill, cuts, failures",
    plant: "the columns",
    mistake: "failures is called failed",
    wrong: select("count(*) AS cuts, count(failure) AS failed", both),
    message: "The answer has no column failures.",
  },
  {
    task: "6.2",
    clause: "first the site, then the day",
    plant: "a site is no day",
    mistake: "the day's ? stands first",
    wrong: select(counts, "cut_at >= CAST(? AS date) AND site = ?"),
    message: "For … there is no row. Is the first ? the site, and does the text name no database?",
  },
  {
    task: "6.2",
    clause: "a ? for each value",
    plant: "two values are given",
    mistake: "'?' in quotes",
    wrong: select(counts, "site = '?' AND cut_at >= CAST(? AS date)"),
    message: "With a site and a day, Athena does not run it: …",
  },
  {
    task: "6.2",
    clause: "of a site",
    plant: "there are other sites",
    mistake: "OR instead of AND",
    wrong: select(counts, both.replace("AND", "OR")),
    message: "Mills of other sites are among them: what does the WHERE say of the site?",
  },
  {
    task: "6.2",
    clause: "from a day on",
    plant: "there are cuts before it",
    mistake: "the day is not compared with anything",
    wrong: select(counts, "site = ? AND CAST(? AS date) IS NOT NULL"),
    message: "For … from … on it counts the cuts of all days.",
  },
  {
    task: "6.2",
    clause: "the day itself too",
    plant: "there are cuts on it",
    mistake: "CAST(cut_at AS date) > the day",
    wrong: select(counts, "site = ? AND CAST(cut_at AS date) > CAST(? AS date)"),
    message: "For … from … on, the cuts of … itself are missing.",
  },
  {
    task: "6.2",
    clause: "how many failed",
    plant: "most cuts did not fail",
    mistake: "count(*) as failures",
    wrong: select("count(*) AS cuts, count(*) AS failures", both),
    message: "failures of … is another number: it is that of all its cuts.",
  },
  {
    task: "6.2",
    clause: "of the database that is asked",
    plant: "the check asks another database",
    mistake: "FROM lake_exercises.cuts",
    wrong: select(counts, both, "lake_exercises.cuts"),
    message: `${preparedOnFreshData} For … there is no row. Is the first ? the site, and does the text name no database?`,
  },
  {
    task: "6.3",
    clause: "three questions",
    plant: "the ids in the file",
    mistake: "only two are asked",
    wrong: { ids: 2 },
    message: "report/asked.json does not name three queries that Athena knows.",
  },
  {
    task: "6.3",
    clause: "in the shop's workgroup",
    plant: "Athena's history",
    mistake: "athena.startQuery(…), which asks in another one",
    wrong: { asksIn: "primary" },
    message: "A question was asked in the workgroup primary: answers are reused in their own alone.",
  },
  {
    task: "6.3",
    clause: "answered by an earlier answer",
    plant: "Athena's history",
    mistake: "no ResultReuseConfiguration",
    wrong: { wishes: false },
    message: "The second question did not ask for an earlier answer: it read everything again.",
  },
  {
    task: "6.3",
    clause: "of the last 15 minutes",
    plant: "Athena's history",
    mistake: "no MaxAgeInMinutes, which is an hour",
    wrong: { age: 60 },
    message: "The second question takes an answer that is 60 minutes old.",
  },
  {
    task: "6.3",
    clause: "in minutes",
    plant: "Athena's history",
    mistake: "15 minutes as seconds",
    wrong: { age: 900 },
    message: "The second question takes an answer that is 900 minutes old.",
  },
  {
    task: "6.3",
    clause: "the same question",
    plant: "Athena's history",
    mistake: "the time of asking in a comment",
    wrong: { text: (number) => `SELECT site, avg(torque_nm) AS mean FROM cuts GROUP BY site -- ${number}` },
    message: "The second question was not answered by the first: their texts differ.",
  },
  {
    task: "6.3",
    clause: "the auditor's is not",
    plant: "new cuts before the third question",
    mistake: "each question reuses",
    wrong: { auditorWishes: true },
    message: "After new cuts, the old answer came again: whoever asks for the truth must not reuse.",
  },
  {
    task: "6.4",
    clause: "team, queries, billed, dollars",
    plant: "the columns",
    mistake: "dollars is called cost",
    wrong: { bill: (billed(isBilled).bill ?? "").replace("AS dollars", "AS cost") },
    message: "The view has no column dollars.",
  },
  {
    task: "6.4",
    clause: "each team",
    plant: "a team whose queries are all free",
    mistake: "WHERE leaves out what is free",
    wrong: billed(isBilled, pays, "* 5 / 1e6", `WHERE ${isBilled}`),
    message: "Of the teams, 1 is missing (such as …). Who pays nothing has a bill, too.",
  },
  {
    task: "6.4",
    clause: "all its queries",
    plant: "some are free",
    mistake: "count of those that are billed",
    wrong: { bill: (billed(isBilled).bill ?? "").replace("count(*)", `count(CASE WHEN ${isBilled} THEN 1 END)`) },
    message: "queries of … is another number: it leaves out what is free.",
  },
  {
    task: "6.4",
    clause: "what read nothing is free",
    plant: "DDL and reused answers",
    mistake: "10 MB for each query that did not fail",
    wrong: billed("state <> 'FAILED'"),
    message: "billed of … is another number: a query that read nothing is free.",
  },
  {
    task: "6.4",
    clause: "what failed is free",
    plant: "queries that failed after they had read something",
    mistake: "bytes > 0 alone",
    wrong: billed("bytes > 0"),
    message: "billed of … is another number: a query that failed is free.",
  },
  {
    task: "6.4",
    clause: "what was cancelled is billed",
    plant: "queries that were cancelled after they had read something",
    mistake: "state = 'SUCCEEDED'",
    wrong: billed("bytes > 0 AND state = 'SUCCEEDED'"),
    message: "billed of … is another number: a query that was cancelled is billed for what it had read.",
  },
  {
    task: "6.4",
    clause: "10 MB at least, whole megabytes",
    plant: "most queries read less than 10 MB",
    mistake: "the sum of the bytes",
    wrong: billed(isBilled, "bytes / 1e6"),
    message: "dollars of … is another number: a query pays for 10 MB at least, in whole megabytes.",
  },
  {
    task: "6.4",
    clause: "10 MB at least",
    plant: "most queries read less than 10 MB",
    mistake: "only rounded up",
    wrong: billed(isBilled, "ceil(bytes / 1e6)"),
    message: "dollars of … is another number: a query pays for 10 MB at least.",
  },
  {
    task: "6.4",
    clause: "whole megabytes",
    plant: "hardly a query reads whole megabytes",
    mistake: "only the least of 10 MB",
    wrong: billed(isBilled, "greatest(bytes / 1e6, 10)"),
    message: "dollars of … is another number: a megabyte begun is a whole one.",
  },
  {
    task: "6.4",
    clause: "each query",
    plant: "most queries read less than 10 MB",
    mistake: "the least and the rounding for the sum of a team",
    wrong: {
      bill: `SELECT team, count(*) AS queries, sum(CASE WHEN ${isBilled} THEN 1 ELSE 0 END) AS billed,
        CASE WHEN sum(CASE WHEN ${isBilled} THEN bytes ELSE 0 END) = 0 THEN 0
          ELSE greatest(ceil(sum(CASE WHEN ${isBilled} THEN bytes ELSE 0 END) / 1e6), 10) * 5 / 1e6 END AS dollars
        FROM query_log GROUP BY team`,
    },
    message: "dollars of … is another number: each query pays for 10 MB at least, not all of them together.",
  },
  {
    task: "6.4",
    clause: "a terabyte of 10¹² bytes",
    plant: "the price",
    mistake: "2^40 bytes",
    wrong: billed(isBilled, pays, "* 1e6 * 5 / 1099511627776.0"),
    message: "dollars of … is another number: a terabyte is 10¹² bytes here.",
  },
  {
    task: "6.4",
    clause: "0 for who pays nothing",
    plant: "a team whose queries are all free",
    mistake: "sum without ELSE 0",
    wrong: { bill: (billed(isBilled).bill ?? "").replace(`${pays} ELSE 0`, pays) },
    message: "dollars of … is another number: a sum over nothing is NULL, and no bill.",
  },
  {
    task: "6.4",
    clause: "also next month",
    plant: "another log has other teams",
    mistake: "the teams written into the SQL",
    wrong: billed(isBilled, pays, "* 5 / 1e6", "WHERE team IN ('planning', 'quality', 'tooling', 'archive')"),
    message: `${billOnFreshData} Of the teams, 4 are missing (such as …). Who pays nothing has a bill, too.`,
  },
];

export const step6: StepClauses<Kept> = {
  step: 6,
  right,
  others,
  clauses,
  tasks: ["6.1", "6.2", "6.3", "6.4"],
  seeds: 6,
  judge,
};

const own = cutsOf(shopWorld);
const ownLog = logOf(logWorld);
const freshLog = onceFor((seed: number): readonly LoggedQuery[] => logOf(freshLogWorld(seed)));

async function judge(solution: Kept, task: string, seed: number): Promise<Finding> {
  switch (task) {
    case "6.1":
      return judgeGroup(tried(solution));
    case "6.2": {
      const fresh = freshCuts(seed);
      return onFreshData(await prepared(own, solution), [await prepared(fresh, solution)], preparedOnFreshData);
    }
    case "6.3":
      return judgeReuse(history(solution).slice(0, solution.ids));
    default: {
      const fresh = freshLog(seed);
      const [first, second] = [await duckDb.answer(ownLog, solution.bill), await duckDb.answer(fresh, solution.bill)];
      return onFreshData(judgeBill(ownLog, first), [judgeBill(fresh, second)], billOnFreshData);
    }
  }
}

/** What Athena does with the check's queries in a workgroup of these settings. */
function tried({ limit, isEnforced, place }: Kept) {
  const ends = (bytes: number): string => (bytes > (limit ?? Number.POSITIVE_INFINITY) ? "CANCELLED" : "SUCCEEDED");
  const folder = isEnforced ? place : askedFolder;
  return { limit, folder, below: ends(probes.below), above: ends(probes.above) };
}

/** What Athena's history has of the three questions. */
function history({ asksIn, wishes, age, text, auditorWishes }: Kept) {
  const question = (number: number, isReusing: boolean) => {
    const reused = isReusing && number > 1 && text(number) === text(number - 1);
    return {
      workGroup: asksIn,
      state: "SUCCEEDED",
      text: text(number),
      wished: isReusing,
      age: isReusing ? age : undefined,
      reused,
      bytes: reused ? 0 : 61_000,
    };
  };
  return [question(1, wishes), question(2, wishes), question(3, auditorWishes)];
}

async function prepared(cuts: readonly Cut[], solution: Kept): Promise<Finding> {
  const given = givenOf(cuts);
  let found: Pick<Answer, "columns" | "rows">;
  try {
    found = await duckDb.answer(cuts, solution.prepared, [given.site, given.day]);
  } catch (error) {
    return refused((error as Error).message);
  }
  return judgePrepared(cuts, given, found);
}

const duckDb = new AskedDuckDb<readonly (Cut | LoggedQuery)[]>(async (connection, rows) => {
  const isLog = (row: Cut | LoggedQuery): row is LoggedQuery => "query_id" in row;
  const cutRow = ({ cut_id, site, mill, cut_at, failure }: Cut): string =>
    `(${cut_id}, '${site}', '${mill}', timestamp '${cut_at}', ${failure === null ? "NULL" : `'${failure}'`})`;
  const columns = "cut_id, site, mill, cut_at, failure";
  if (rows.every(isLog)) {
    const values = rows.map(({ team, state, bytes }) => `('${team}', '${state}', ${bytes}::bigint)`);
    await makeTable(connection, "query_log", "team, state, bytes", values);
    return;
  }
  await connection.run("CREATE SCHEMA lake_exercises");
  await makeTable(connection, "cuts", columns, (rows as readonly Cut[]).map(cutRow));
  await makeTable(connection, "lake_exercises.cuts", columns, own.map(cutRow));
});
