import { CreateDatabaseCommand } from "@aws-sdk/client-glue";
import { close, compareKeys, shown, wrongKeys } from "./compare";
import type { Context } from "./context";
import { type Answer, type Lab, QueryError } from "./lab";
import { names } from "./names";
import { putJudged, putJudgedTable } from "./state";
import { countNg, groups, type Judged, type Truth } from "./truth";
import { Decided, type Finding, open, right, type Step, wrong } from "./verdict";

type View = (typeof names.views)[number];
type Row = Readonly<Record<string, string | undefined>>;

const tolerance = 0.0005;

export const questions: Step<Context> = {
  number: 7,
  name: "07-questions",
  tasks: [
    {
      id: "7.1",
      title: "The view ng_by_line says for each line: coils, ng, ng_percent",
      hint: "count_if counts rows for which something holds. What is 31 / 120 of two whole numbers?",
      strongerHint:
        "SELECT line, count(*) AS coils, count_if(judgement = 'NG') AS ng, 100.0 * count_if(judgement = 'NG') / count(*) AS ng_percent FROM judged GROUP BY line",
      check: (context) => checkView(context, "ng_by_line", checkLines),
    },
    {
      id: "7.2",
      title: "The view rolling_ng says for each line and day the NG ratio of that day and the two before: ratio3",
      hint: "First a row a line and day. Then a window: by which column is it partitioned, and how many rows does its frame hold?",
      strongerHint:
        "sum(ng) OVER w * 1.0 / sum(coils) OVER w … WINDOW w AS (PARTITION BY line ORDER BY day ROWS 2 PRECEDING): ratio of sums, not mean of ratios.",
      check: (context) => checkView(context, "rolling_ng", checkRolling),
    },
    {
      id: "7.3",
      title:
        "The view drift has one row: the line and day where ratio3 rose most against three days before, and the rise",
      hint: "lag looks back within its window; the greatest rise is not the greatest ratio.",
      strongerHint:
        "ratio3 - lag(ratio3, 3) OVER (PARTITION BY line ORDER BY day) AS rise, then ORDER BY rise DESC NULLS LAST LIMIT 1.",
      check: (context) => checkView(context, "drift", checkDrift),
    },
  ],
};

interface Rolling {
  readonly line: string;
  readonly day: string;
  readonly ratio3: number;
}

async function checkView(
  context: Context,
  view: View,
  check: (truth: Truth, answer: Answer) => Finding,
): Promise<Finding> {
  const { lab } = context;
  const found = await lab.table(view);
  if (found === undefined) {
    return open(`There is no view ${view} yet.`);
  }
  if (found.TableType !== "VIRTUAL_VIEW") {
    return wrong(`${view} is a table: it keeps today's answer when new coils come. A view asks again.`, {
      expected: `CREATE OR REPLACE VIEW ${view} AS …`,
      seen: `a table (${found.TableType})`,
    });
  }
  const first = check(context.truth, await read(lab, view, names.database));
  if (first.state !== "right") {
    return first;
  }
  const { database, truth } = await freshViews(context);
  const second = check(truth, await read(lab, view, database));
  return second.state === "right"
    ? right(`${first.message} On fresh data as well.`)
    : wrong(
        `On fresh data the view gives another answer than the data: is a line or a day written into its SQL? ${second.message}`,
        {
          ...(second.state === "wrong" ? second : {}),
          praise: "On the plant's own data it is right.",
        },
      );
}

async function read(lab: Lab, view: string, database: string): Promise<Answer> {
  return lab.query(`SELECT * FROM ${view}`, database).catch((error: Error) => {
    throw error instanceof QueryError ? new Decided(wrong(`The view ${view} cannot be read: ${error.message}`)) : error;
  });
}

const made = new WeakMap<Context, Promise<{ database: string; truth: Truth }>>();

/** The student's views over fresh data, in a database of their own. */
function freshViews(context: Context): Promise<{ database: string; truth: Truth }> {
  const known = made.get(context) ?? makeFreshViews(context);
  made.set(context, known);
  return known;
}

async function makeFreshViews(context: Context): Promise<{ database: string; truth: Truth }> {
  const { lab } = context;
  const { root: base, truth } = context.fresh();
  const root = `${base}step-7/`;
  const database = context.scratchDatabase();
  await lab.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
  await putJudged(lab, truth, root);
  await putJudgedTable(lab, truth, root, database);
  for (const view of names.views) {
    const text = (await lab.table(view))?.ViewOriginalText;
    const sql = text === undefined ? undefined : viewSql(text);
    if (sql !== undefined) {
      const moved = sql.replaceAll(/"?\bquality_exercises"?\s*\.\s*/g, `${database}.`);
      // a view that cannot be made is found when it is read
      await lab.query(`CREATE VIEW ${view} AS ${moved}`, database).catch((error: Error) => {
        if (!(error instanceof QueryError)) {
          throw error;
        }
      });
    }
  }
  return { database, truth };
}

/** A view's SQL from the catalog, where Athena keeps it as `/* Presto View: <base64 of JSON> *\/`. */
function viewSql(text: string): string | undefined {
  const base64 = /Presto View: (\S+)/.exec(text)?.[1] ?? "";
  return (JSON.parse(Buffer.from(base64, "base64").toString("utf8")) as { originalSql?: string }).originalSql;
}

function rowsOf(answer: Answer, expected: readonly string[]): Row[] {
  const columns = answer.columns.map(({ name }) => name);
  const missing = expected.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new Decided(
      wrong(`The view has no column ${missing.join(", ")}.`, {
        expected: expected.join(", "),
        seen: columns.join(", "),
      }),
    );
  }
  return answer.rows.map((row) => Object.fromEntries(row.map((cell, index) => [columns[index], cell])));
}

function checkLines(truth: Truth, answer: Answer): Finding {
  const rows = rowsOf(answer, ["line", "coils", "ng", "ng_percent"]);
  const lines = truth.ratios.map(({ line }) => line);
  const differing = wrongKeys(
    "lines",
    compareKeys(
      lines,
      rows.map(({ line = "" }) => line),
    ),
    lines.length,
    rows.length,
  );
  if (differing !== undefined) {
    return differing;
  }
  for (const one of truth.ratios) {
    const row = rows.find(({ line }) => line === one.line) ?? {};
    const percent = 100 * one.ng_ratio;
    if (!close(row.coils, one.coils, 0) || !close(row.ng, one.ng, 0)) {
      const why = close(row.coils, one.ng, 0)
        ? "the filter in WHERE leaves the OK coils out of the count"
        : close(row.ng, one.coils, 0)
          ? "count(judgement = 'NG') counts false as well; count_if does not"
          : "count the rows of judged";
      return wrong(`Line ${one.line} has other counts: ${why}.`, {
        praise: "The right lines and columns.",
        expected: `${one.coils} coils, ${one.ng} NG`,
        seen: `${row.coils} coils, ${row.ng} NG`,
      });
    }
    if (!close(row.ng_percent, percent, 0.05)) {
      const why = close(row.ng_percent, one.ng_ratio, tolerance)
        ? "that is the ratio, per cent are a hundred times as much"
        : close(row.ng_percent, Math.trunc(percent), 0)
          ? "a whole number divided by a whole number has no fraction: write 100.0"
          : close(row.ng_percent, 0, 0)
            ? "ng / coils of two whole numbers is 0 before it is multiplied"
            : "100 × ng ÷ coils";
      return wrong(`ng_percent of line ${one.line} is another: ${why}.`, {
        praise: "Every count is right.",
        expected: `${percent.toFixed(2)} % ± 0.05`,
        seen: row.ng_percent,
      });
    }
  }
  return right(
    `${truth.ratios.map(({ line, ng_ratio: ratio }) => `${line} ${(100 * ratio).toFixed(1)} %`).join(", ")}.`,
  );
}

interface Day {
  readonly line: string;
  readonly day: string;
  readonly coils: number;
  readonly ng: number;
}

function daysOf(judged: readonly Judged[]): Day[] {
  return groups(judged, ({ line, day }) => `${line} ${day}`).map(([key, all]) => {
    const [line = "", day = ""] = key.split(" ");
    return { line, day, coils: all.length, ng: countNg(all) };
  });
}

/** NG ÷ coils over the days that a frame picks of the same line. */
function rollingOf(days: readonly Day[], frame: (day: Day, all: readonly Day[]) => readonly Day[]): Rolling[] {
  return days.map((day) => {
    const all = frame(day, days);
    return { line: day.line, day: day.day, ratio3: sum(all, "ng") / sum(all, "coils") };
  });
}

function sum(days: readonly Day[], name: "ng" | "coils"): number {
  return days.reduce((total, day) => total + day[name], 0);
}

const last =
  (count: number) =>
  (day: Day, all: readonly Day[]): readonly Day[] =>
    all.filter((one) => one.line === day.line && one.day <= day.day).slice(-count);

function checkRolling(truth: Truth, answer: Answer): Finding {
  const rows = rowsOf(answer, ["line", "day", "ratio3"]);
  const days = daysOf(truth.judged);
  const name = ({ line, day }: { line?: string; day?: string }): string => `${line} ${day}`;
  const differing = wrongKeys("lines and days", compareKeys(days.map(name), rows.map(name)), days.length, rows.length);
  if (differing !== undefined) {
    return differing;
  }
  const seen = new Map(rows.map((row) => [name(row), row.ratio3]));
  const fits = (expected: readonly Rolling[]): boolean =>
    expected.every((one) => close(seen.get(name(one)), one.ratio3, tolerance));
  const expected = rollingOf(days, last(3));
  if (fits(expected)) {
    return right(`${expected.length} rows, each with the ratio of three days.`);
  }
  const far = expected.find((one) => !close(seen.get(name(one)), one.ratio3, tolerance)) as Rolling;
  return wrong(whyRolling(days, fits), {
    praise: "A row for every line and day.",
    expected: `line ${far.line} on ${far.day}: ${shown(far.ratio3)} ± ${tolerance}`,
    seen: shown(seen.get(name(far))),
  });
}

function whyRolling(days: readonly Day[], fits: (expected: readonly Rolling[]) => boolean): string {
  const mean: Rolling[] = days.map((day) => {
    const all = last(3)(day, days);
    return { ...day, ratio3: all.reduce((total, { ng, coils }) => total + ng / coils, 0) / all.length };
  });
  const byDay = [...days].sort((a, b) => (`${a.day} ${a.line}` < `${b.day} ${b.line}` ? -1 : 1));
  const known: readonly (readonly [readonly Rolling[], string])[] = [
    [mean, "This is the mean of three ratios: a day of 5 coils weighs as much as one of 18. Divide the sums."],
    [
      rollingOf(days, last(days.length)),
      "This adds up all days so far: without ROWS the frame begins at the first row.",
    ],
    [rollingOf(days, last(4)), "The frame holds four days: ROWS 2 PRECEDING are three with the day itself."],
    [rollingOf(days, last(2)), "The frame holds two days: three were asked."],
    [rollingOf(days, last(1)), "This is the day's own ratio: the window's frame is missing."],
    [
      rollingOf(days, (day, all) => {
        const ofLine = all.filter(({ line }) => line === day.line);
        const at = ofLine.indexOf(day);
        return ofLine.slice(Math.max(0, at - 1), at + 2);
      }),
      "The frame looks one day ahead: that day and the two before were asked.",
    ],
    [
      rollingOf(days, (day) => {
        const at = byDay.indexOf(day);
        return byDay.slice(Math.max(0, at - 2), at + 1);
      }),
      "The window runs across the lines: PARTITION BY line is missing.",
    ],
    [
      rollingOf(days, (day, all) => {
        const at = all.indexOf(day);
        return all.slice(Math.max(0, at - 2), at + 1);
      }),
      "The window runs from one line into the next: PARTITION BY line is missing.",
    ],
    [
      rollingOf(days, last(3)).map((one) => ({ ...one, ratio3: 100 * one.ratio3 })),
      "That is in per cent: a ratio runs from 0 to 1.",
    ],
    [
      days.map((day) => ({ ...day, ratio3: 0 })),
      "Every ratio is 0: a whole number divided by a whole number has no fraction.",
    ],
  ];
  return known.find(([expected]) => fits(expected))?.[1] ?? "The ratios are not those of three days of the same line.";
}

function checkDrift(truth: Truth, answer: Answer): Finding {
  const rows = rowsOf(answer, ["line", "day", "rise"]);
  const rolling = rollingOf(daysOf(truth.judged), last(3));
  const rises = (back: number): (Rolling & { readonly rise: number })[] =>
    groups(rolling, ({ line }) => line)
      .flatMap(([, all]) => all.slice(back).map((one, at) => ({ ...one, rise: one.ratio3 - (all[at]?.ratio3 ?? 0) })))
      .sort((a, b) => b.rise - a.rise);
  const expected = rises(3)[0] as Rolling & { rise: number };
  const text = `line ${expected.line} on ${expected.day}, rise ${shown(expected.rise)} ± ${tolerance}`;
  if (rows.length !== 1) {
    return wrong("The view should have one row, the greatest rise.", {
      expected: "1 row",
      seen: `${rows.length} rows`,
    });
  }
  const row = rows[0] ?? {};
  const isPlace = row.line === expected.line && row.day === expected.day;
  if (isPlace && close(row.rise, expected.rise, tolerance)) {
    return right(`The line that drifts: ${text}.`);
  }
  const same = (one: Rolling | undefined): boolean => one?.line === row.line && one?.day === row.day;
  const highest = [...rolling].sort((a, b) => b.ratio3 - a.ratio3)[0];
  const step = rises(1)[0];
  const least = rises(3).at(-1);
  const why =
    row.rise === undefined
      ? "The rise is NULL: the first three days have nothing before them. Where do NULLs sort?"
      : close(row.rise, step?.rise ?? Number.NaN, tolerance) && same(step)
        ? "This is the rise against the day before: three days before were asked."
        : close(row.rise, least?.rise ?? Number.NaN, tolerance) && same(least)
          ? "This is the greatest fall: sort by rise, descending."
          : close(row.rise, highest?.ratio3 ?? Number.NaN, tolerance) && same(highest)
            ? "This is the greatest ratio, not the greatest rise: a line may always be high."
            : isPlace
              ? "Line and day are right, the rise is not."
              : "This is not the line and day of the greatest rise.";
  return wrong(why, {
    praise: "One row.",
    expected: text,
    seen: `line ${row.line} on ${row.day}, rise ${shown(row.rise)}`,
  });
}
