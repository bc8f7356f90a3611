import type { Lab } from "../../engine/lab/lab";
import { csvTable, putTable } from "../../engine/lab/put-table";
import { keys, names } from "../layout";
import { type PowerDay, powerCsv, powerOf, powerTypes, powerWorld } from "./power";

/** The days of the power meters, and the table over them. */
export async function putPower(
  lab: Lab,
  power: readonly PowerDay[],
  { root = "", database = names.database as string } = {},
): Promise<void> {
  const folder = `${root}${keys.power}`;
  await lab.put(`${folder}power.csv`, powerCsv(power));
  const storage = csvTable(powerTypes, `s3://${lab.bucket}/${folder}`);
  await putTable(lab, database, names.power, storage, { "skip.header.line.count": "1" });
}

/** What step 7 leaves: the meters' table, and four views. */
export async function putWindows(lab: Lab): Promise<void> {
  await putPower(lab, powerOf(powerWorld));
  const views = {
    [names.latestCut]: `SELECT mill, cut_id, torque_nm FROM (SELECT *, row_number() OVER
      (PARTITION BY mill ORDER BY cut_at DESC, cut_id DESC) AS back FROM ${names.table}) WHERE back = 1`,
    [names.longestPause]: `SELECT mill, max_by(began, minutes) AS began, max(minutes) AS minutes FROM (
      SELECT mill, lag(cut_at) OVER w AS began, date_diff('minute', lag(cut_at) OVER w, cut_at) AS minutes
      FROM ${names.table} WINDOW w AS (PARTITION BY mill ORDER BY cut_at, cut_id)) GROUP BY mill`,
    [names.powerWeek]: `SELECT site, day, kwh, avg(kwh) OVER (PARTITION BY site ORDER BY day
      RANGE INTERVAL '6' DAY PRECEDING) AS mean_7 FROM ${names.power}`,
    [names.powerSeason]: `WITH smooth AS (
        SELECT site, day, kwh, CASE WHEN count(*) OVER week = 7 THEN avg(kwh) OVER week END AS trend FROM ${names.power}
        WINDOW week AS (PARTITION BY site ORDER BY day
          RANGE BETWEEN INTERVAL '3' DAY PRECEDING AND INTERVAL '3' DAY FOLLOWING)),
      means AS (SELECT site, day_of_week(day) AS weekday, avg(kwh - trend) AS mean FROM smooth GROUP BY 1, 2)
      SELECT site, weekday, mean - avg(mean) OVER (PARTITION BY site) AS season FROM means`,
  };
  for (const [view, select] of Object.entries(views)) {
    await lab.query(`CREATE OR REPLACE VIEW ${view} AS ${select}`);
  }
}
