import { onFreshData } from "../engine/context";
import type { ViewSource } from "../engine/lab/copy-views";
import { refuseTable } from "../engine/lab/found-view";
import type { Answer } from "../engine/lab/lab";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { found, overFreshData, query } from "./asking";
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

function checkMills(context: ShopContext, view: string, judge: Judge<ShopContext["cuts"][number]>): Promise<Finding> {
  const { lab, cuts, fresh } = context;
  return checkView(context, view, {
    source: { table: names.table, folder: keys.cuts, rows: "cuts" },
    own: cuts,
    other: fresh.truth,
    putOther: (database) => putCuts(lab, fresh.truth, { root: fresh.root, database }),
    judge,
  });
}

function checkPower(
  context: ShopContext,
  view: string,
  judge: Judge<ReturnType<typeof powerOf>[number]>,
): Promise<Finding> {
  const { lab, fresh, seed } = context;
  const other = powerOf(freshPowerWorld(seed));
  return checkView(context, view, {
    source: { table: names.power, folder: keys.power, rows: "days" },
    own: powerOf(powerWorld),
    other,
    putOther: (database) => putPower(lab, other, { root: fresh.root, database }),
    judge,
  });
}

/** What a view is made of, on the exercises' own data and on fresh ones, and who judges what it says. */
interface Judged<Row> {
  readonly source: ViewSource;
  readonly own: readonly Row[];
  readonly other: readonly Row[];
  readonly putOther: (database: string) => Promise<void>;
  readonly judge: Judge<Row>;
}

/** Checks a view on the exercises' own data, and copied over fresh data. */
async function checkView<Row>(
  context: ShopContext,
  view: string,
  { source, own, other, putOther, judge }: Judged<Row>,
): Promise<Finding> {
  const { lab } = context;
  refuseTable(await found(lab, view), view, "tomorrow it still says what it says today. A view asks again.");
  const sql = `SELECT * FROM ${view}`;
  const first = judge(own, await query(lab, sql));
  if (first.state !== "right") {
    return first;
  }
  const second = await overFreshData(context, view, source, putOther, async (database) =>
    judge(other, await query(lab, sql, database)),
  );
  return onFreshData(first, [second], windowOnFreshData);
}
