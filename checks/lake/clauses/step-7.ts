import { AskedDuckDb, makeTable } from "../../engine/clauses/asked-duckdb";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { onFreshData } from "../../engine/context";
import type { Finding } from "../../engine/verdict";
import { windowOnFreshData } from "../07-windows";
import { type Cut, cutsOf, freshCuts, shopWorld } from "../shop/cuts";
import { judgeLatestCuts, judgePauses } from "../windows/judge-mills";
import { judgeSeason, judgeWeek } from "../windows/judge-power";
import { freshPowerWorld, type PowerDay, powerOf, powerWorld } from "../windows/power";

/** What a student makes in step 7: the SELECT of each view. */
export interface Views {
  readonly latest: string;
  readonly pause: string;
  readonly week: string;
  readonly season: string;
}

const latest = (window: string, columns = "mill, cut_id, torque_nm"): Pick<Views, "latest"> => ({
  latest: `SELECT ${columns} FROM (SELECT *, row_number() OVER (${window}) AS back FROM cuts) WHERE back = 1`,
});
const byMill = "PARTITION BY mill ORDER BY cut_at";
// DuckDB's date_sub counts whole units, as Athena's date_diff does
const pause = (window: string, unit = "minute", most = "max", began = "lag(cut_at) OVER w"): Pick<Views, "pause"> => ({
  pause: `SELECT mill, arg_${most}(began, minutes) AS began, ${most}(minutes) AS minutes FROM (
    SELECT mill, ${began} AS began, date_sub('${unit}', lag(cut_at) OVER w, cut_at) AS minutes
    FROM cuts WINDOW w AS (${window})) GROUP BY mill`,
});
const week = (frame: string, partition = "PARTITION BY site"): Pick<Views, "week"> => ({
  week: `SELECT site, day, kwh, avg(kwh) OVER (${partition} ORDER BY day ${frame}) AS mean_7 FROM power`,
});
const wholeWeek = "CASE WHEN count(*) OVER week = 7 THEN avg(kwh) OVER week END";
const aroundDay = "RANGE BETWEEN INTERVAL '3' DAY PRECEDING AND INTERVAL '3' DAY FOLLOWING";
const shifted = "mean - avg(mean) OVER (PARTITION BY site)";
const season = (trend = wholeWeek, frame = aroundDay, value = shifted, weekday = "day_of_week(day)") => ({
  season: `WITH smooth AS (SELECT site, day, kwh, ${trend} AS trend FROM power
      WINDOW week AS (PARTITION BY site ORDER BY day ${frame})),
    means AS (SELECT site, ${weekday} AS weekday, avg(kwh - trend) AS mean FROM smooth GROUP BY 1, 2)
    SELECT site, weekday, ${value} AS season FROM means`,
});

const right: Views = {
  ...latest(`${byMill} DESC, cut_id DESC`),
  ...pause(`${byMill}, cut_id`),
  ...week("RANGE INTERVAL '6' DAY PRECEDING"),
  ...season(),
};

const others: readonly OtherWay<Views>[] = [
  {
    name: "without row_number, with lead, by a join, with a sum over the frame",
    solution: {
      latest: `SELECT MILL, max(cut_id) AS cut_id, arg_max(torque_nm, cut_id) AS torque_nm FROM cuts GROUP BY mill`,
      pause: `SELECT mill, began, minutes FROM (SELECT *, row_number() OVER (PARTITION BY mill ORDER BY minutes DESC) AS n
        FROM (SELECT mill, cut_at AS began, date_sub('minute', cut_at, lead(cut_at) OVER (PARTITION BY mill
          ORDER BY cut_at, cut_id)) AS minutes FROM cuts) WHERE minutes IS NOT NULL) WHERE n = 1`,
      week: `SELECT a.site, a.day, a.kwh, avg(b.kwh) AS mean_7 FROM power AS a JOIN power AS b ON a.site = b.site
        AND b.day BETWEEN a.day - INTERVAL '6' DAY AND a.day GROUP BY 1, 2, 3`,
      season: season("CASE WHEN count(*) OVER week = 7 THEN sum(kwh) OVER week / 7 END").season,
    },
  },
];

const clauses: readonly Clause<Views>[] = [
  {
    task: "7.1",
    clause: "mill, cut_id, torque_nm",
    plant: "the columns",
    mistake: "torque_nm is left out",
    wrong: latest(`${byMill} DESC`, "mill, cut_id"),
    message: "The view has no column torque_nm.",
  },
  {
    task: "7.1",
    clause: "of each mill",
    plant: "there are several mills",
    mistake: "no PARTITION BY",
    wrong: latest("ORDER BY cut_at DESC"),
    message: "Of the mills, … are missing (such as …). PARTITION BY says of what there is a latest one.",
  },
  {
    task: "7.1",
    clause: "one cut",
    plant: "each mill has many",
    mistake: "every cut, with its number",
    wrong: { latest: "SELECT mill, cut_id, torque_nm, row_number() OVER (PARTITION BY mill) AS back FROM cuts" },
    message: "A mill has more than one row: which of its cuts is asked for?",
  },
  {
    task: "7.1",
    clause: "the latest",
    plant: "each mill has many cuts",
    mistake: "ORDER BY cut_at without DESC",
    wrong: latest(byMill),
    message: "cut_id of … is not that of its latest cut: it is that of the first one.",
  },
  {
    task: "7.1",
    clause: "the latest, not the strongest",
    plant: "each mill has many cuts",
    mistake: "ORDER BY torque_nm DESC",
    wrong: latest("PARTITION BY mill ORDER BY torque_nm DESC, cut_id"),
    message: "cut_id of … is not that of its latest cut: it is that of the highest torque.",
  },
  {
    task: "7.1",
    clause: "the columns of one cut",
    plant: "the latest cut has not the highest torque",
    mistake: "max of each column",
    wrong: { latest: "SELECT mill, max(cut_id) AS cut_id, max(torque_nm) AS torque_nm FROM cuts GROUP BY mill" },
    message: "torque_nm of … is of another cut than cut_id: each column took its own row.",
  },
  {
    task: "7.2",
    clause: "mill, began, minutes",
    plant: "the columns",
    mistake: "began is left out",
    wrong: { pause: `SELECT mill, minutes FROM (${pause(`${byMill}, cut_id`).pause})` },
    message: "The view has no column began.",
  },
  {
    task: "7.2",
    clause: "of each mill",
    plant: "other mills cut in between",
    mistake: "no PARTITION BY",
    wrong: pause("ORDER BY cut_at, cut_id"),
    message: "minutes of … is another number: the cut before is another mill's.",
  },
  {
    task: "7.2",
    clause: "each mill once",
    plant: "each mill has many pauses",
    mistake: "no GROUP BY",
    wrong: {
      pause: `SELECT mill, lag(cut_at) OVER w AS began, date_sub('minute', lag(cut_at) OVER w, cut_at) AS minutes
        FROM cuts WINDOW w AS (${byMill}, cut_id)`,
    },
    message: "Of the mills, … are there more than once (such as …).",
  },
  {
    task: "7.2",
    clause: "minutes",
    plant: "the pauses take hours",
    mistake: "date_diff('hour', …)",
    wrong: pause(`${byMill}, cut_id`, "hour"),
    message: "minutes of … is another number: it is in hours.",
  },
  {
    task: "7.2",
    clause: "minutes, not seconds",
    plant: "the pauses take hours",
    mistake: "date_diff('second', …)",
    wrong: pause(`${byMill}, cut_id`, "second"),
    message: "minutes of … is another number: it is in seconds.",
  },
  {
    task: "7.2",
    clause: "the longest",
    plant: "each mill has many pauses",
    mistake: "min(minutes)",
    wrong: pause(`${byMill}, cut_id`, "minute", "min"),
    message: "minutes of … is another number: it is that of the shortest pause.",
  },
  {
    task: "7.2",
    clause: "when it began",
    plant: "a pause ends later than it begins",
    mistake: "cut_at of the later cut",
    wrong: pause(`${byMill}, cut_id`, "minute", "max", "cut_at"),
    message: "began of … is another time: it is when the pause ended.",
  },
  {
    task: "7.3",
    clause: "each metered day",
    plant: "the first days have no whole week",
    mistake: "only days with a whole week",
    wrong: {
      week: `SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY site ORDER BY day ROWS 6 PRECEDING) AS n
        FROM (${week("RANGE INTERVAL '6' DAY PRECEDING").week})) WHERE n = 7`,
    },
    message: "Of the sites and days, … are missing (such as …).",
  },
  {
    task: "7.3",
    clause: "by the calendar",
    plant: "each site lacks two days",
    mistake: "ROWS 6 PRECEDING",
    wrong: week("ROWS 6 PRECEDING"),
    message: "mean_7 of … is another number: seven rows are more than seven days where one is missing.",
  },
  {
    task: "7.3",
    clause: "a week",
    plant: "the means differ",
    mistake: "INTERVAL '7' DAY",
    wrong: week("RANGE INTERVAL '7' DAY PRECEDING"),
    message: "mean_7 of … is another number: the frame holds eight days with the day itself.",
  },
  {
    task: "7.3",
    clause: "the last days alone",
    plant: "the need grows",
    mistake: "no frame",
    wrong: week(""),
    message: "mean_7 of … is another number: it is the mean of all days so far: the frame says how far back.",
  },
  {
    task: "7.3",
    clause: "up to the day",
    plant: "the means differ",
    mistake: "the week around the day",
    wrong: week(aroundDay),
    message: "mean_7 of … is another number: the frame lies around the day: the week up to it is asked for.",
  },
  {
    task: "7.3",
    clause: "up to the day, not after it",
    plant: "the means differ",
    mistake: "ORDER BY day DESC",
    wrong: { week: right.week.replace("ORDER BY day", "ORDER BY day DESC") },
    message: "mean_7 of … is another number: it is the week after the day.",
  },
  {
    task: "7.3",
    clause: "of a site",
    plant: "the sites need unlike much",
    mistake: "no PARTITION BY",
    wrong: week("RANGE INTERVAL '6' DAY PRECEDING", ""),
    message: "mean_7 of … is another number: other sites are among its days.",
  },
  {
    task: "7.4",
    clause: "weekday from 1, Monday, to 7",
    plant: "a Sunday is day 7",
    mistake: "weekdays from 0 on",
    wrong: season(wholeWeek, aroundDay, shifted, "day_of_week(day) - 1"),
    message: "Of the sites and weekdays, … are missing (such as …); … are too many (such as …).",
  },
  {
    task: "7.4",
    clause: "the trend is taken away",
    plant: "the need grows",
    mistake: "the mean of each weekday",
    wrong: season("0", aroundDay, "mean"),
    message: "season of … on weekday … is another number: it is the mean of the weekday: no trend was taken away.",
  },
  {
    task: "7.4",
    clause: "the trend, not the mean",
    plant: "the need grows, and days are missing",
    mistake: "the site's mean",
    wrong: season("avg(kwh) OVER (PARTITION BY site)", aroundDay, "mean"),
    message: "season of … on weekday … is another number: the mean of the site was taken away, not the trend.",
  },
  {
    task: "7.4",
    clause: "the trend lies around the day",
    plant: "the need grows",
    mistake: "the week up to the day",
    wrong: season(wholeWeek, "RANGE INTERVAL '6' DAY PRECEDING"),
    message:
      "season of … on weekday … is another number: the trend is that of the week up to the day: it lies around it.",
  },
  {
    task: "7.4",
    clause: "whole weeks alone",
    plant: "days at the ends and beside missing ones",
    mistake: "no CASE",
    wrong: season("avg(kwh) OVER week"),
    message: "season of … on weekday … is another number: the trend has days that lack a neighbour.",
  },
  {
    task: "7.4",
    clause: "seven days, not seven rows",
    plant: "each site lacks two days",
    mistake: "ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING",
    wrong: season(wholeWeek, "ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING"),
    message: "season of … on weekday … is another number: seven rows are more than seven days where one is missing.",
  },
  {
    task: "7.4",
    clause: "the seven add up to 0",
    plant: "the means by weekday have a mean of their own",
    mistake: "no shift",
    wrong: season(wholeWeek, aroundDay, "mean"),
    message: "season of … on weekday … is another number: the seven do not add up to 0.",
  },
  {
    task: "7.4",
    clause: "the day minus its trend",
    plant: "a Sunday lies below the trend",
    mistake: "the trend minus the day",
    wrong: season(wholeWeek, aroundDay, `-(${shifted})`),
    message: "season of … on weekday … is another number: its sign is turned: the day minus its trend.",
  },
  {
    task: "7.4",
    clause: "also another shop's",
    plant: "another shop has other sites",
    mistake: "the sites written into the SQL",
    wrong: { season: `${right.season} WHERE site IN ('Aalen', 'Brno', 'Cluj', 'Delft')` },
    message: `${windowOnFreshData} Of the sites and weekdays, 21 are missing (such as …).`,
  },
];

export const step7: StepClauses<Views> = {
  step: 7,
  right,
  others,
  clauses,
  tasks: ["7.1", "7.2", "7.3", "7.4"],
  seeds: 6,
  judge,
};

const ownCuts = cutsOf(shopWorld);
const ownPower = powerOf(powerWorld);
const freshPower = onceFor((seed: number): readonly PowerDay[] => powerOf(freshPowerWorld(seed)));

async function judge({ latest: cut, pause: longest, week: mean, season: parts }: Views, task: string, seed: number) {
  switch (task) {
    case "7.1":
      return onMills(cut, judgeLatestCuts, seed);
    case "7.2":
      return onMills(longest, judgePauses, seed);
    case "7.3":
      return onPower(mean, judgeWeek, seed);
    default:
      return onPower(parts, judgeSeason, seed);
  }
}

async function onMills(sql: string, judgeView: typeof judgePauses, seed: number): Promise<Finding> {
  const fresh = freshCuts(seed);
  const first = judgeView(ownCuts, await duckDb.answer(ownCuts, sql));
  return onFreshData(first, [judgeView(fresh, await duckDb.answer(fresh, sql))], windowOnFreshData);
}

async function onPower(sql: string, judgeView: typeof judgeWeek, seed: number): Promise<Finding> {
  const fresh = freshPower(seed);
  const first = judgeView(ownPower, await duckDb.answer(ownPower, sql));
  return onFreshData(first, [judgeView(fresh, await duckDb.answer(fresh, sql))], windowOnFreshData);
}

const duckDb = new AskedDuckDb<readonly (Cut | PowerDay)[]>(async (connection, rows) => {
  const isPower = (row: Cut | PowerDay): row is PowerDay => "kwh" in row;
  if (rows.every(isPower)) {
    const values = rows.map(({ site, day, kwh }) => `('${site}', date '${day}', ${kwh}::double)`);
    await makeTable(connection, "power", "site, day, kwh", values);
    await connection.run("CREATE MACRO day_of_week(d) AS isodow(d)");
    return;
  }
  const values = (rows as readonly Cut[]).map(
    ({ cut_id, mill, cut_at, torque_nm }) => `(${cut_id}, '${mill}', timestamp '${cut_at}', ${torque_nm}::double)`,
  );
  await makeTable(connection, "cuts", "cut_id, mill, cut_at, torque_nm", values);
});
