import { onFreshData } from "../engine/context";
import { copyViews } from "../engine/lab/copy-views";
import type { Answer } from "../engine/lab/lab";
import { type Finding, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { found, freshDatabase, query } from "./asking";
import type { ShopContext } from "./context";
import { keys, names } from "./layout";
import { putCuts } from "./state";
import { judgeLatestCuts, judgePauses } from "./windows/judge-mills";
import { judgeSeason, judgeWeek } from "./windows/judge-power";
import { freshPowerWorld, powerOf, powerWorld } from "./windows/power";
import { putPower, putWindows } from "./windows/put";

export const windows: Step<ShopContext> = {
  number: 7,
  name: "07-windows",
  lesson: "07-windows-and-time-series",
  put: ({ lab }) => putWindows(lab),
  tasks: [
    {
      id: "7.1",
      title: "The view latest_cut has the latest cut of each mill: mill, cut_id, torque_nm",
      hint: "Number the cuts of each mill from its last one on. Where can the number be asked for?",
      strongerHint:
        "row_number() OVER (PARTITION BY mill ORDER BY cut_at DESC, cut_id DESC) AS back in a subquery, and WHERE back = 1 outside of it.",
      check: (context) => checkMills(context, names.latestCut, judgeLatestCuts),
    },
    {
      id: "7.2",
      title:
        "The view longest_pause says of each mill when its longest pause began, and how many whole minutes it took",
      hint: "lag writes the cut before beside each cut. Before which cut of a mill is there none?",
      strongerHint:
        "date_diff('minute', lag(cut_at) OVER w, cut_at) … WINDOW w AS (PARTITION BY mill ORDER BY cut_at, cut_id), then max_by(began, minutes) for each mill.",
      check: (context) => checkMills(context, names.longestPause, judgePauses),
    },
    {
      id: "7.3",
      title:
        "The view power_week has, beside each metered day of a site, the mean of the week up to it by the calendar",
      hint: "Some days are missing. Does your frame count rows, or days?",
      strongerHint: "avg(kwh) OVER (PARTITION BY site ORDER BY day RANGE INTERVAL '6' DAY PRECEDING).",
      check: (context) => checkPower(context, names.powerWeek, judgeWeek),
    },
    {
      id: "7.4",
      title: "The view power_season has the weekly season of each site, by the classical additive decomposition",
      hint: "First the trend, where a whole week lies around the day; then the mean of what is left, by weekday; then its shift.",
      strongerHint:
        "CASE WHEN count(*) OVER week = 7 THEN avg(kwh) OVER week END with RANGE BETWEEN INTERVAL '3' DAY PRECEDING AND INTERVAL '3' DAY FOLLOWING; avg(kwh - trend) AS mean by day_of_week(day); mean - avg(mean) OVER (PARTITION BY site).",
      check: (context) => checkPower(context, names.powerSeason, judgeSeason),
    },
  ],
};

/** What to say before the message of a view that is right on the shop's data and not on fresh data. */
export const windowOnFreshData = "On another shop's data what the view answers is not right.";

type Judge<Row> = (rows: readonly Row[], answer: Answer) => Finding;

async function checkMills(
  context: ShopContext,
  view: string,
  judge: Judge<ShopContext["cuts"][number]>,
): Promise<Finding> {
  const { lab, cuts, fresh } = context;
  const source = { table: names.table, folder: keys.cuts, rows: "cuts" };
  return checkView(
    context,
    view,
    source,
    (answer) => judge(cuts, answer),
    async (database) => {
      await putCuts(lab, fresh.truth, { root: fresh.root, database });
      return (answer) => judge(fresh.truth, answer);
    },
  );
}

async function checkPower(
  context: ShopContext,
  view: string,
  judge: Judge<ReturnType<typeof powerOf>[number]>,
): Promise<Finding> {
  const { lab, fresh, seed } = context;
  const source = { table: names.power, folder: keys.power, rows: "days" };
  const own = powerOf(powerWorld);
  return checkView(
    context,
    view,
    source,
    (answer) => judge(own, answer),
    async (database) => {
      const other = powerOf(freshPowerWorld(seed));
      await putPower(lab, other, { root: fresh.root, database });
      return (answer) => judge(other, answer);
    },
  );
}

/**
 * Checks a view on the exercises' own data, and copied over fresh data.
 *
 * @param putFresh Puts fresh data into a database. Its result judges what the view says of them.
 */
async function checkView(
  context: ShopContext,
  view: string,
  source: Parameters<typeof copyViews>[2],
  judge: (answer: Answer) => Finding,
  putFresh: (database: string) => Promise<(answer: Answer) => Finding>,
): Promise<Finding> {
  const { lab } = context;
  const table = await found(lab, view);
  if (table.TableType !== "VIRTUAL_VIEW") {
    return wrong(`${view} is a table: tomorrow it still says what it says today. A view asks again.`, {
      expected: `CREATE OR REPLACE VIEW ${view} AS …`,
      seen: `a table (${table.TableType})`,
    });
  }
  const sql = `SELECT * FROM ${view}`;
  const first = judge(await query(lab, sql));
  if (first.state !== "right") {
    return first;
  }
  const database = await freshDatabase(context);
  const judgeFresh = await putFresh(database);
  const failures = await copyViews(lab, [view], source, database);
  const other = failures.get(view) ?? judgeFresh(await query(lab, sql, database));
  return onFreshData(first, [other], windowOnFreshData);
}
