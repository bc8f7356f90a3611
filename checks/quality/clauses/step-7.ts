import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Clause, decided, type OtherWay, type StepClauses } from "../../engine/clauses/clause";
import { onFreshData } from "../../engine/context";
import type { Answer } from "../../engine/lab/lab";
import type { Finding } from "../../engine/verdict";
import { viewOnFreshData } from "../07-questions";
import { plantSeed } from "../plant/plant";
import { judges, type View } from "../questions/judge";
import type { Truth } from "../truth";
import { freshPlantOf, plantOf } from "./plants";

/** The SELECT of each view. */
export interface Views {
  /** Further views, made before the others. */
  readonly helpers: Readonly<Record<string, string>>;
  readonly ng_by_line: string;
  readonly rolling_ng: string;
  readonly drift: string;
}

const counts = "SELECT line, count(*) AS coils, count_if(judgement = 'NG') AS ng";
const perDay =
  "WITH days AS (SELECT line, day, count(*) AS coils, count_if(judgement = 'NG') AS ng FROM judged GROUP BY line, day)";
const three = "PARTITION BY line ORDER BY day ROWS 2 PRECEDING";
const rolling = (window: string, value = "sum(ng) OVER w * 1.0 / sum(coils) OVER w", where = ""): Partial<Views> => ({
  rolling_ng: `${perDay} SELECT line, day, ${value} AS ratio3 FROM days ${where} WINDOW w AS (${window})`,
});
const lag = (rows: number, window = "PARTITION BY line ORDER BY day"): string =>
  `ratio3 - lag(ratio3, ${rows}) OVER (${window})`;
const drift = (rise: string, more: { readonly where?: string; readonly order?: string } = {}): Partial<Views> => ({
  drift: `SELECT line, day, rise FROM (SELECT line, day, ${rise} AS rise FROM rolling_ng) ${more.where ?? ""}
    ORDER BY ${more.order ?? "rise DESC NULLS LAST LIMIT 1"}`,
});

const right: Views = {
  helpers: {},
  ng_by_line: `${counts}, 100.0 * count_if(judgement = 'NG') / count(*) AS ng_percent FROM judged GROUP BY line`,
  rolling_ng: rolling(three).rolling_ng ?? "",
  drift: drift(lag(3)).drift ?? "",
};

const fresh = (message: string): string => `${viewOnFreshData} ${message}`;
const oneRow = "The view should have one row, the greatest rise.";
const elsewhere = "This is not the line and day of the greatest rise.";

const others: readonly OtherWay<Views>[] = [
  {
    name: "through helper views, one over the other, whose names sort last",
    solution: {
      helpers: {
        per_day:
          "SELECT line, day, count(*) AS coils, count_if(judgement = 'NG') AS ng FROM quality_exercises.judged GROUP BY line, day",
        last_three: `SELECT line, day, sum(ng) OVER w AS ng3, sum(coils) OVER w AS coils3 FROM per_day WINDOW w AS (${three})`,
        a_rise:
          "SELECT line, day, ratio3, lag(ratio3, 3) OVER (PARTITION BY line ORDER BY day) AS before FROM (SELECT line, day, 1.0 * ng3 / coils3 AS ratio3 FROM last_three)",
      },
      ng_by_line:
        'SELECT line, sum(coils) AS coils, sum(ng) AS ng, 100.0 * sum(ng) / sum(coils) AS ng_percent FROM "per_day" GROUP BY line',
      rolling_ng: 'SELECT line, day, ng3 * 1.0 / coils3 AS ratio3 FROM "quality_exercises"."last_three"',
      drift: "SELECT line, day, ratio3 - before AS rise FROM a_rise ORDER BY ratio3 - before DESC NULLS LAST LIMIT 1",
    },
  },
  {
    name: "by joins, with the database's name and without",
    solution: {
      ng_by_line:
        "SELECT line, count(*) AS coils, sum(CASE judgement WHEN 'NG' THEN 1 ELSE 0 END) AS ng, avg(IF(judgement = 'NG', 100e0, 0e0)) AS ng_percent FROM quality_exercises.judged GROUP BY 1",
      rolling_ng: `SELECT a.line, a.day, CAST(count_if(b.judgement = 'NG') AS double) / count(*) AS ratio3
        FROM (SELECT DISTINCT line, day FROM judged) AS a JOIN judged AS b
          ON a.line = b.line AND CAST(b.day AS date) BETWEEN CAST(a.day AS date) - interval '2' day AND CAST(a.day AS date)
        GROUP BY a.line, a.day`,
      drift: `SELECT a.line, a.day, a.ratio3 - b.ratio3 AS rise FROM quality_exercises.rolling_ng AS a
        JOIN rolling_ng AS b ON a.line = b.line AND CAST(a.day AS date) = CAST(b.day AS date) + interval '3' day
        ORDER BY a.ratio3 - b.ratio3 DESC LIMIT 1`,
    },
  },
  {
    name: "columns in upper case, in another order and more of them, by WITH",
    solution: {
      ng_by_line: `WITH c AS (SELECT LINE, COUNT(*) AS N, COUNT_IF(JUDGEMENT = 'NG') AS NG FROM JUDGED GROUP BY LINE)
        SELECT 1e2 * NG / N AS NG_PERCENT, NG, N AS COILS, N - NG AS OK, LINE FROM c ORDER BY LINE`,
      rolling_ng: right.rolling_ng.replace("AS ratio3", "AS RATIO3, sum(coils) OVER w AS COILS3"),
      drift: `WITH r AS (SELECT LINE, DAY, ${lag(3)} AS RISE FROM ROLLING_NG)
        SELECT RISE, CAST(DAY AS date) AS DAY, LINE FROM r WHERE RISE = (SELECT max(RISE) FROM r)`,
    },
  },
];

const lines = (select: string): Partial<Views> => ({ ng_by_line: `${select} FROM judged GROUP BY line` });

/** The rise that `drift` shows of the plant's own data. */
function plantRise(): number {
  const { judged } = plantOf(plantSeed).truth;
  const ratio = (...days: readonly string[]): number => {
    const all = judged.filter(({ line, day }) => line === "M1" && days.includes(day));
    return all.filter(({ judgement }) => judgement === "NG").length / all.length;
  };
  return ratio("2025-08-09", "2025-08-10", "2025-08-11") - ratio("2025-08-06", "2025-08-07", "2025-08-08");
}

const clauses: readonly Clause<Views>[] = [
  {
    task: "7.1",
    clause: "coils: all judged coils of the line",
    plant: "each line has coils that are OK",
    mistake: "WHERE judgement = 'NG'",
    wrong: {
      ng_by_line:
        "SELECT line, count(*) AS coils, count(*) AS ng, 100.0 AS ng_percent FROM judged WHERE judgement = 'NG' GROUP BY line",
    },
    message: "Line … has other counts: coils is the number of its NG coils. Does a WHERE leave the OK ones out?",
  },
  {
    task: "7.1",
    clause: "ng: the NG coils of the line",
    plant: "each line has coils that are OK",
    mistake: "count of a condition",
    wrong: lines("SELECT line, count(*) AS coils, count(judgement = 'NG') AS ng, 100.0 AS ng_percent"),
    message:
      "Line … has other counts: ng is the number of all its coils. Does count(judgement = 'NG') count false as well?",
  },
  {
    task: "7.1",
    clause: "ng: not the OK ones",
    plant: "no line has as many NG as OK coils",
    mistake: "the condition turned round",
    wrong: lines("SELECT line, count(*) AS coils, count_if(judgement <> 'NG') AS ng, 1.0 AS ng_percent"),
    message: "Line … has other counts: ng is the number of its OK coils. Is the condition turned round?",
  },
  {
    task: "7.1",
    clause: "ng_percent with its fraction",
    plant: "no line has a whole number of per cent",
    mistake: "100 * ng / coils of whole numbers",
    wrong: lines(`${counts}, 100 * count_if(judgement = 'NG') / count(*) AS ng_percent`),
    message:
      "ng_percent of line … is another: its fraction is cut off, as of a whole number divided by a whole number: write 100.0.",
  },
  {
    task: "7.1",
    clause: "ng_percent is not 0",
    plant: "each line has NG coils",
    mistake: "ng / coils * 100 of whole numbers",
    wrong: lines(`${counts}, count_if(judgement = 'NG') / count(*) * 100 AS ng_percent`),
    message: "ng_percent of line … is another: it is 0, as ng / coils of two whole numbers is before it is multiplied.",
  },
  {
    task: "7.1",
    clause: "ng_percent runs from 0 to 100",
    plant: "each line has NG coils",
    mistake: "a ratio",
    wrong: lines(`${counts}, 1.0 * count_if(judgement = 'NG') / count(*) AS ng_percent`),
    message: "ng_percent of line … is another: that is the ratio, per cent are a hundred times as much.",
  },
  {
    task: "7.1",
    clause: "a row a line, whatever lines there are",
    plant: "fresh data have other lines",
    mistake: "the plant's lines in the SQL",
    wrong: { ng_by_line: right.ng_by_line.replace("GROUP BY", "WHERE line IN ('M1', 'M2', 'M3') GROUP BY") },
    message: fresh("Of the lines, 4 are missing (such as …)."),
  },
  {
    task: "7.1",
    clause: "all days",
    plant: "fresh data have earlier days",
    mistake: "the plant's first day in the SQL",
    wrong: { ng_by_line: right.ng_by_line.replace("GROUP BY", "WHERE day >= '2025-08-04' GROUP BY") },
    message: fresh("Of the lines, 4 are missing (such as …)."),
  },
  {
    task: "7.2",
    clause: "NG ÷ coils of three days together",
    plant: "days of a line have different numbers of coils, one of them a single coil",
    mistake: "the mean of three ratios",
    wrong: rolling(three, "avg(ng * 1.0 / coils) OVER w"),
    message: "This is the mean of three ratios: a day of 5 coils weighs as much as one of 18. Divide the sums.",
  },
  {
    task: "7.2",
    clause: "the two days before, not all",
    plant: "the lines' ratios change over the days",
    mistake: "no frame",
    wrong: rolling("PARTITION BY line ORDER BY day"),
    message: "This adds up all days so far: without ROWS the frame begins at the first row.",
  },
  {
    task: "7.2",
    clause: "two days before, not three",
    plant: "the lines' ratios change over the days",
    mistake: "ROWS 3 PRECEDING",
    wrong: rolling("PARTITION BY line ORDER BY day ROWS 3 PRECEDING"),
    message: "The frame holds four days: ROWS 2 PRECEDING are three with the day itself.",
  },
  {
    task: "7.2",
    clause: "two days before, not one",
    plant: "the lines' ratios change over the days",
    mistake: "ROWS 1 PRECEDING",
    wrong: rolling("PARTITION BY line ORDER BY day ROWS 1 PRECEDING"),
    message: "The frame holds two days: three were asked.",
  },
  {
    task: "7.2",
    clause: "that day and those before",
    plant: "the lines' ratios change over the days",
    mistake: "a frame round the day",
    wrong: rolling("PARTITION BY line ORDER BY day ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING"),
    message: "The frame looks one day ahead: that day and the two before were asked.",
  },
  {
    task: "7.2",
    clause: "of that line",
    plant: "a line that begins high comes after one that ends low",
    mistake: "no PARTITION BY, ordered by line and day",
    wrong: rolling("ORDER BY line, day ROWS 2 PRECEDING"),
    message: "The window runs from one line into the next: PARTITION BY line is missing.",
  },
  {
    task: "7.2",
    clause: "of that line alone",
    plant: "the lines differ on each day",
    mistake: "no PARTITION BY, ordered by day",
    wrong: rolling("ORDER BY day, line ROWS 2 PRECEDING"),
    message: "The window runs across the lines: PARTITION BY line is missing.",
  },
  {
    task: "7.2",
    clause: "the day's own coils are not enough",
    plant: "the lines' ratios change over the days",
    mistake: "no window",
    wrong: { rolling_ng: `${perDay} SELECT line, day, ng * 1.0 / coils AS ratio3 FROM days` },
    message: "This is the day's own ratio: the window's frame is missing.",
  },
  {
    task: "7.2",
    clause: "a ratio with its fraction",
    plant: "no line and day has NG coils only",
    mistake: "whole numbers divided",
    wrong: rolling(three, "sum(ng) OVER w / sum(coils) OVER w"),
    message: "Every ratio is a whole number: one whole number divided by another has no fraction.",
  },
  {
    task: "7.2",
    clause: "a ratio from 0 to 1",
    plant: "each line has NG coils",
    mistake: "per cent",
    wrong: rolling(three, "100.0 * sum(ng) OVER w / sum(coils) OVER w"),
    message: "That is in per cent: a ratio runs from 0 to 1.",
  },
  {
    task: "7.2",
    clause: "a row for every line and day (fewer days at the beginning)",
    plant: "three lines have two first days each",
    mistake: "the first two days left out",
    wrong: {
      rolling_ng: `SELECT line, day, ratio3 FROM (${right.rolling_ng.replace("SELECT line, day, sum", "SELECT line, day, row_number() OVER w AS place, sum")}) WHERE place > 2`,
    },
    message: "Of the lines and days, 6 are missing (such as M1 2025-08-04).",
  },
  {
    task: "7.2",
    clause: "any days, also later ones",
    plant: "fresh data have later days",
    mistake: "the plant's last day in the SQL",
    wrong: rolling(three, undefined, "WHERE day <= '2025-08-11'"),
    message: fresh("Of the lines and days, … are missing (such as …)."),
  },
  {
    task: "7.2",
    clause: "any days, also earlier ones",
    plant: "fresh data have earlier days",
    mistake: "the plant's first day in the SQL",
    wrong: rolling(three, undefined, "WHERE day >= '2025-08-04'"),
    message: fresh("Of the lines and days, … are missing (such as …)."),
  },
  {
    task: "7.3",
    clause: "exactly one row",
    plant: "every line has five rises",
    mistake: "all rises, sorted",
    wrong: drift(lag(3), { order: "rise DESC" }),
    message: oneRow,
  },
  {
    task: "7.3",
    clause: "the rise, not the ratio",
    plant: "another line has the greatest ratio, on its first days",
    mistake: "the greatest ratio3",
    wrong: drift("ratio3"),
    message: "This is the greatest ratio, not the greatest rise: a line may always be high.",
  },
  {
    task: "7.3",
    clause: "three days before, not one",
    plant: "the drift goes on for three days",
    mistake: "lag(ratio3, 1)",
    wrong: drift(lag(1)),
    message: "This is the rise against the day before: three days before were asked.",
  },
  {
    task: "7.3",
    clause: "three days before, not two",
    plant: "the drift goes on for three days",
    mistake: "lag(ratio3, 2)",
    wrong: drift(lag(2)),
    message: "This is the rise against two days before: three were asked.",
  },
  {
    task: "7.3",
    clause: "three days before, not four",
    plant: "before the drift the ratio is not the same each day",
    mistake: "lag(ratio3, 4)",
    wrong: drift(lag(4)),
    message: "This is the rise against four days before: three were asked.",
  },
  {
    task: "7.3",
    clause: "the first three days have no rise",
    plant: "each line has three days with nothing before them",
    mistake: "NULLs first",
    wrong: drift(lag(3), { order: "rise DESC NULLS FIRST, line, day LIMIT 1" }),
    message: "The rise is NULL: the first three days have nothing before them. Where do NULLs sort?",
  },
  {
    task: "7.3",
    clause: "above, not below",
    plant: "another line falls by more than the drift rises",
    mistake: "sorted upwards",
    wrong: drift(lag(3), { order: "rise ASC NULLS LAST LIMIT 1" }),
    message: "This is the greatest fall: sort by rise, descending.",
  },
  {
    task: "7.3",
    clause: "above: with its sign",
    plant: "another line falls by more than the drift rises",
    mistake: "abs(rise)",
    wrong: drift(`abs(${lag(3)})`),
    message: "This is the greatest change, and it is a fall: a rise without its sign is no rise.",
  },
  {
    task: "7.3",
    clause: "the same line's ratio",
    plant: "a line that begins high comes after one that ends low",
    mistake: "lag without PARTITION BY, ordered by line and day",
    wrong: drift(lag(3, "ORDER BY line, day")),
    message: "This compares a line with another one: PARTITION BY line is missing.",
  },
  {
    task: "7.3",
    clause: "of ratio3",
    plant: "a day's own ratio rises faster than three days together",
    mistake: "the rise of the day's own ratio",
    wrong: {
      drift: `${perDay} SELECT line, day, rise FROM (SELECT line, day, ng * 1.0 / coils
        - lag(ng * 1.0 / coils, 3) OVER (PARTITION BY line ORDER BY day) AS rise FROM days)
        ORDER BY rise DESC NULLS LAST LIMIT 1`,
    },
    message: "This is the rise of each day's own ratio: that of ratio3 was asked.",
  },
  {
    task: "7.3",
    clause: "a rise from 0 to 1",
    plant: "the drift rises",
    mistake: "per cent",
    wrong: drift(`100 * (${lag(3)})`),
    message: "The rise is in per cent: ratio3 runs from 0 to 1.",
  },
  {
    task: "7.3",
    clause: "on any day, also an earlier one",
    plant: "fresh data have earlier days",
    mistake: "WHERE day >= '2025-08-10'",
    wrong: drift(lag(3), { where: "WHERE day >= '2025-08-10'" }),
    message: fresh(oneRow),
  },
  {
    task: "7.3",
    clause: "on any day, also a later one",
    plant: "fresh data have later days",
    mistake: "WHERE day <= '2025-08-11'",
    wrong: drift(lag(3), { where: "WHERE day <= '2025-08-11'" }),
    message: fresh(oneRow),
  },
  {
    task: "7.3",
    clause: "on any day, not always the last",
    plant: "the drift of fresh data ends before their last day",
    mistake: "the last day's greatest rise",
    wrong: drift(lag(3), { where: "WHERE day = (SELECT max(day) FROM judged)" }),
    message: fresh(elsewhere),
  },
  {
    task: "7.3",
    clause: "of any line",
    plant: "fresh data have other lines",
    mistake: "WHERE line = 'M1'",
    wrong: drift(lag(3), { where: "WHERE line = 'M1'" }),
    message: fresh(oneRow),
  },
  {
    task: "7.3",
    clause: "of any line, wherever its name sorts",
    plant: "the first line drifts in the plant's data, the last one in fresh data of later days",
    mistake: "the first line's greatest rise",
    wrong: drift(lag(3), { where: "WHERE line = (SELECT min(line) FROM judged)" }),
    message: fresh(elsewhere),
  },
  {
    task: "7.3",
    clause: "asked anew each time",
    plant: "fresh data have another rise, line and day",
    mistake: "the answer written into the SQL",
    wrong: { drift: `SELECT 'M1' AS line, '2025-08-11' AS day, ${plantRise()} AS rise` },
    message: fresh(elsewhere),
  },
];

interface JudgedCoils {
  readonly truth: Truth;
  readonly connection: DuckDBConnection;
}

const places = new Map<string, Promise<JudgedCoils>>();

/** The judged coils of a plant: of the exercises' own where no seed is given. */
function coilsOf(seed: number | undefined, isEarlier: boolean): Promise<JudgedCoils> {
  const name = `${seed} ${isEarlier}`;
  const known = places.get(name) ?? connect(seed, isEarlier);
  places.set(name, known);
  return known;
}

async function judge(views: Views, task: string, seed: number): Promise<Finding> {
  const view = (["ng_by_line", "rolling_ng", "drift"] as const)[Number(task.split(".")[1]) - 1] as View;
  const over = async ({ truth, connection }: JudgedCoils): Promise<Finding> =>
    judges[view](truth, await answer(connection, views, view));
  return decided(async () => {
    const first = await over(await coilsOf(undefined, false));
    const others =
      first.state === "right" ? [await over(await coilsOf(seed, true)), await over(await coilsOf(seed, false))] : [];
    return onFreshData(first, others, viewOnFreshData);
  });
}

async function connect(seed: number | undefined, isEarlier: boolean): Promise<JudgedCoils> {
  const { truth } = seed === undefined ? plantOf(plantSeed) : freshPlantOf(seed, isEarlier);
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run("CREATE SCHEMA quality_exercises; USE quality_exercises");
  // DuckDB then divides whole numbers as Trino does
  await connection.run("SET integer_division = true");
  const rows = truth.judged.map(
    ({ coil_id: id, line, day, judgement }) => `('${id}', '${line}', '${day}', '${judgement}')`,
  );
  await connection.run(
    `CREATE TABLE judged AS SELECT * FROM (VALUES ${rows.join(", ")}) AS rows (coil_id, line, day, judgement)`,
  );
  return { truth, connection };
}

async function answer(connection: DuckDBConnection, views: Views, view: View): Promise<Answer> {
  const { helpers, ...own } = views;
  for (const [name, sql] of Object.entries({ ...helpers, ...own })) {
    await connection.run(`CREATE OR REPLACE VIEW ${name} AS ${sql}`);
  }
  const reader = await connection.runAndReadAll(`SELECT * FROM ${view}`);
  return {
    columns: reader.columnNames().map((name) => ({ name, type: "" })),
    rows: reader.getRowsJson().map((row) => row.map((value) => (value === null ? undefined : String(value)))),
    bytesScanned: 0,
  };
}

export const step7: StepClauses<Views> = {
  step: 7,
  right,
  others,
  clauses,
  tasks: ["7.1", "7.2", "7.3"],
  seeds: 20,
  judge,
};
