import { close, compareKeys, shown, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { Decided, type Finding, right, wrong } from "../../engine/verdict";
import type { names } from "../layout";
import { countNg, type Judged, type Truth } from "../truth";

export type View = (typeof names.views)[number];
type Row = Readonly<Record<string, string | undefined>>;

const tolerance = 0.0005;

interface Rolling {
  readonly line: string;
  readonly day: string;
  readonly ratio3: number;
}

/** What is said of all that a view answers, by the view's name. They throw `Decided` where a column is missing. */
export const judges: Readonly<Record<View, (truth: Truth, answer: Answer) => Finding>> = {
  ng_by_line: judgeLines,
  rolling_ng: judgeRolling,
  drift: judgeDrift,
};

function rowsOf(answer: Answer, expected: readonly string[]): readonly Row[] {
  const read = readAnswer(answer, expected);
  if (!("rows" in read)) {
    throw new Decided(read);
  }
  return read.rows;
}

function judgeLines(truth: Truth, answer: Answer): Finding {
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
        ? "coils is the number of its NG coils. Does a WHERE leave the OK ones out"
        : close(row.ng, one.coils, 0)
          ? "ng is the number of all its coils. Does count(judgement = 'NG') count false as well"
          : close(row.ng, one.coils - one.ng, 0)
            ? "ng is the number of its OK coils. Is the condition turned round"
            : "what are the rows of judged";
      return wrong(`Line ${one.line} has other counts: ${why}?`, {
        praise: "The right lines and columns.",
        expected: `${one.coils} coils, ${one.ng} NG`,
        seen: `${row.coils} coils, ${row.ng} NG`,
      });
    }
    if (!close(row.ng_percent, percent, 0.05)) {
      const why = close(row.ng_percent, one.ng_ratio, tolerance)
        ? "that is the ratio, per cent are a hundred times as much"
        : close(row.ng_percent, Math.trunc(percent), 0)
          ? "its fraction is cut off, as of a whole number divided by a whole number: write 100.0"
          : close(row.ng_percent, 0, 0)
            ? "it is 0, as ng / coils of two whole numbers is before it is multiplied"
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

function judgeRolling(truth: Truth, answer: Answer): Finding {
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
      rollingOf(days, last(3)).map((one) => ({ ...one, ratio3: Math.trunc(one.ratio3) })),
      "Every ratio is a whole number: one whole number divided by another has no fraction.",
    ],
  ];
  return known.find(([expected]) => fits(expected))?.[1] ?? "The ratios are not those of three days of the same line.";
}

function judgeDrift(truth: Truth, answer: Answer): Finding {
  const rows = rowsOf(answer, ["line", "day", "rise"]);
  const rolling = rollingOf(daysOf(truth.judged), last(3));
  const expected = risesOf(rolling, 3)[0] as Rise;
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
  const isSeen = (one: Rise | undefined): boolean =>
    one?.line === row.line && one?.day === row.day && close(row.rise, one?.rise ?? Number.NaN, tolerance);
  const why =
    row.rise === undefined
      ? "The rise is NULL: the first three days have nothing before them. Where do NULLs sort?"
      : (otherRises(truth, rolling).find(([rises]) => rises.some(isSeen))?.[1] ??
        (isPlace ? "Line and day are right, the rise is not." : "This is not the line and day of the greatest rise."));
  return wrong(why, {
    praise: "One row.",
    expected: text,
    seen: `line ${row.line} on ${row.day}, rise ${shown(row.rise)}`,
  });
}

interface Rise {
  readonly line: string;
  readonly day: string;
  readonly rise: number;
}

/** How far each ratio lies above that of so many rows before, the greatest first. */
function risesOf(rolling: readonly Rolling[], back: number, partition = ({ line }: Rolling): string => line): Rise[] {
  return groups(rolling, partition)
    .flatMap(([, all]) => all.slice(back).map((one, at) => ({ ...one, rise: one.ratio3 - (all[at]?.ratio3 ?? 0) })))
    .sort((a, b) => b.rise - a.rise);
}

/** The answers that known mistakes give, each with what is to be said of it. */
function otherRises(truth: Truth, rolling: readonly Rolling[]): readonly (readonly [readonly Rise[], string])[] {
  const rises = risesOf(rolling, 3);
  const greatest = (list: readonly Rise[]): Rise[] => list.filter(({ rise }) => rise === list[0]?.rise);
  const change = rises.map((one) => ({ ...one, rise: Math.abs(one.rise) })).sort((a, b) => b.rise - a.rise);
  const byLine = [...rolling].sort((a, b) => (`${a.line} ${a.day}` < `${b.line} ${b.day}` ? -1 : 1));
  const byDay = [...rolling].sort((a, b) => (`${a.day} ${a.line}` < `${b.day} ${b.line}` ? -1 : 1));
  const ratios = rolling.map((one) => ({ ...one, rise: one.ratio3 })).sort((a, b) => b.rise - a.rise);
  const back = (count: number): Rise[] => greatest(risesOf(rolling, count));
  return [
    [back(1), "This is the rise against the day before: three days before were asked."],
    [back(2), "This is the rise against two days before: three were asked."],
    [back(4), "This is the rise against four days before: three were asked."],
    [rises.slice(-1), "This is the greatest fall: sort by rise, descending."],
    [greatest(change), "This is the greatest change, and it is a fall: a rise without its sign is no rise."],
    [greatest(ratios), "This is the greatest ratio, not the greatest rise: a line may always be high."],
    [
      greatest(risesOf(rollingOf(daysOf(truth.judged), last(1)), 3)),
      "This is the rise of each day's own ratio: that of ratio3 was asked.",
    ],
    [
      [byLine, byDay].flatMap((all) => greatest(risesOf(all, 3, () => ""))),
      "This compares a line with another one: PARTITION BY line is missing.",
    ],
    [rises.map((one) => ({ ...one, rise: 100 * one.rise })), "The rise is in per cent: ratio3 runs from 0 to 1."],
  ];
}
