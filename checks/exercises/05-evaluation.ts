import { byColumn, close, compareKeys, firstFar, missingColumns, shown, wrongKeys } from "./compare";
import type { Context, Place } from "./context";
import type { Lab, Row } from "./lab";
import { keys } from "./names";
import { type ChartPoint, countNg, groups, type LineRatio, type Truth } from "./truth";
import { type Finding, open, right, type Step, wrong } from "./verdict";

/** Tolerance of a ratio. */
const ratioTolerance = 0.0005;

export const evaluation: Step<Context> = {
  number: 5,
  name: "05-evaluation",
  script: "05_evaluation.py",
  tasks: [
    {
      id: "5.1",
      title: "processed/evaluation/ng_ratio/ has a row a line: coils, ng and ng_ratio in 0–1",
      hint: "NG coils of the line ÷ judged coils of the line. Which coils are judged?",
      strongerHint:
        "groupBy('line').agg(count('*') as coils, count(when(judgement = 'NG', 1)) as ng), then ng / coils.",
      check: (context) => context.onFreshDataToo(5, keys.ratios, (place) => checkRatios(context.lab, place)),
    },
    {
      id: "5.2",
      title: "processed/evaluation/intervals/ has the Wilson 95 % interval of each line's ratio",
      hint: "Wilson's interval is not p ± z·√(p(1−p)/n): its middle is drawn towards one half. z = 1.96.",
      strongerHint:
        "middle = (p + z²/2n) ÷ (1 + z²/n); half = z ÷ (1 + z²/n) · √(p(1−p)/n + z²/4n²); low = middle − half, high = middle + half.",
      check: (context) => context.onFreshDataToo(5, keys.intervals, (place) => checkIntervals(context.lab, place)),
    },
    {
      id: "5.3",
      title: "processed/evaluation/p_chart/ tells for each line and day whether its ratio is out of control",
      hint: "One centre for all lines and days; a limit of its own for each line and day, by how many coils it had.",
      strongerHint:
        "center = all NG ÷ all coils; ucl = least(1, center + 3·√(center(1−center)/coils of that line and day)); out_of_control = ratio > ucl.",
      check: (context) => context.onFreshDataToo(5, keys.pChart, (place) => checkChart(context.lab, place)),
    },
  ],
};

async function checkRatios(lab: Lab, { root, truth }: Place): Promise<Finding> {
  const found = await lab.parquet(root + keys.ratios);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.ratios} yet: run the job.`);
  }
  const bad = missingColumns(found.types, ["line", "coils", "ng", "ng_ratio"]) ?? wrongLines(truth, found.rows);
  if (bad !== undefined) {
    return bad;
  }
  const seen = byColumn(found.rows, "line");
  for (const name of ["coils", "ng", "ng_ratio"] as const) {
    const tolerance = name === "ng_ratio" ? ratioTolerance : 0;
    const far = firstFar(
      truth.ratios,
      ({ line }) => seen.get(line)?.[name],
      (one) => one[name],
      tolerance,
    );
    if (far !== undefined) {
      const row = seen.get(far.line) ?? {};
      const ratio = `NG ratio of line ${far.line} is ${shown(row.ng_ratio, 3)}, expected ${shown(far.ng_ratio, 3)} ± ${ratioTolerance}`;
      return wrong(`${ratio}: ${whyRatio(name, row, far, truth)}.`, {
        praise: "The right lines and columns.",
        expected: `line ${far.line}: ${far.coils} coils, ${far.ng} NG`,
        seen: `${row.coils} coils, ${row.ng} NG`,
      });
    }
  }
  return right(`${truth.ratios.map(({ line, ng_ratio: ratio }) => `${line} ${shown(ratio, 3)}`).join(", ")}.`);
}

function wrongLines(truth: Truth, rows: readonly Row[]): Finding | undefined {
  const lines = truth.ratios.map(({ line }) => line);
  return wrongKeys(
    "lines",
    compareKeys(
      lines,
      rows.map(({ line }) => String(line)),
    ),
    lines.length,
    rows.length,
  );
}

function whyRatio(name: string, row: Row, { line, coils, ng, ng_ratio: ratio }: LineRatio, truth: Truth): string {
  const ofLine = (list: readonly { readonly line: string }[]): number => list.filter((one) => one.line === line).length;
  if (name === "coils") {
    if (close(row.coils, ofLine(truth.rows), 0)) {
      return "rows rejected in step 3 are counted again";
    }
    if (close(row.coils, ofLine(truth.features), 0)) {
      return "coils without a label are counted, though nobody could judge them";
    }
    return close(row.coils, ng, 0)
      ? "only the NG coils are counted: a filter stands before the count"
      : "count the judged coils of the line";
  }
  if (name === "ng") {
    if (close(row.ng, coils - ng, 0)) {
      return "the OK coils are counted as NG";
    }
    return close(row.ng, coils, 0)
      ? "every coil is counted as NG: count() counts false as well"
      : "count the coils of the line with judgement NG";
  }
  if (close(row.ng_ratio, 100 * ratio, 0.05)) {
    return "that is in per cent, and a ratio runs from 0 to 1";
  }
  if (close(row.ng_ratio, ng / Math.max(1, countNg(truth.judged)), ratioTolerance)) {
    return "that is the line's share of all NG coils";
  }
  if (close(row.ng_ratio, ng / (coils - ng), ratioTolerance)) {
    return "NG was divided by OK, not by all coils";
  }
  return "ng ÷ coils";
}

async function checkIntervals(lab: Lab, { root, truth }: Place): Promise<Finding> {
  const found = await lab.parquet(root + keys.intervals);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.intervals} yet: run the job.`);
  }
  const bad = missingColumns(found.types, ["line", "wilson_low", "wilson_high"]) ?? wrongLines(truth, found.rows);
  if (bad !== undefined) {
    return bad;
  }
  const seen = byColumn(found.rows, "line");
  const fits = (bounds: (one: LineRatio) => readonly [number, number]): boolean =>
    truth.ratios.every((one) => {
      const row = seen.get(one.line);
      const [low, high] = bounds(one);
      return close(row?.wilson_low, low, ratioTolerance) && close(row?.wilson_high, high, ratioTolerance);
    });
  const exact = (one: LineRatio): [number, number] => [one.wilson_low, one.wilson_high];
  if (fits(exact)) {
    return right(
      `${truth.ratios.map((one) => `${one.line} ${shown(one.wilson_low, 3)}–${shown(one.wilson_high, 3)}`).join(", ")}.`,
    );
  }
  const far = truth.ratios.find(
    (one) =>
      !close(seen.get(one.line)?.wilson_low, one.wilson_low, ratioTolerance) ||
      !close(seen.get(one.line)?.wilson_high, one.wilson_high, ratioTolerance),
  ) as LineRatio;
  const row = seen.get(far.line) ?? {};
  return wrong(`${whyInterval(fits, exact)}`, {
    praise: "The right lines and columns.",
    expected: `line ${far.line}: ${shown(far.wilson_low)} to ${shown(far.wilson_high)}, ± ${ratioTolerance}`,
    seen: `${shown(row.wilson_low)} to ${shown(row.wilson_high)}`,
  });
}

type Bounds = (one: LineRatio) => readonly [number, number];

function whyInterval(fits: (bounds: Bounds) => boolean, exact: Bounds): string {
  const wald = ({ ng_ratio: p, coils: n }: LineRatio, quantile: number): [number, number] => {
    const half = quantile * Math.sqrt((p * (1 - p)) / n);
    return [p - half, p + half];
  };
  const wilsonAt =
    (quantile: number): Bounds =>
    ({ ng_ratio: p, coils: n }) => {
      const scale = 1 + quantile ** 2 / n;
      const middle = (p + quantile ** 2 / (2 * n)) / scale;
      const half = (quantile / scale) * Math.sqrt((p * (1 - p)) / n + quantile ** 2 / (4 * n * n));
      return [middle - half, middle + half];
    };
  const known: readonly (readonly [Bounds, string])[] = [
    [
      (one) => wald(one, 1.96),
      "This is p ± z·√(p(1−p)/n), Wald's interval: with few coils or few NG it is too narrow, and may fall below 0. Wilson's was asked.",
    ],
    [
      (one) => [Math.max(0, wald(one, 1.96)[0]), Math.min(1, wald(one, 1.96)[1])],
      "This is Wald's interval, cut off at 0. Wilson's was asked: it never needs cutting.",
    ],
    [wilsonAt(1.6448536), "This is Wilson's interval for 90 %: z is 1.645 there. 95 % was asked."],
    [wilsonAt(2.5758293), "This is Wilson's interval for 99 %: z is 2.576 there. 95 % was asked."],
    [wilsonAt(1), "This is Wilson's interval with z = 1, one standard error. For 95 % z is 1.96."],
    [(one) => [exact(one)[1], exact(one)[0]], "The lower and the upper bound are exchanged."],
    [(one) => [100 * exact(one)[0], 100 * exact(one)[1]], "The bounds are in per cent: 0 to 1 was asked."],
    [
      (one) => [one.ng_ratio - (exact(one)[1] - exact(one)[0]) / 2, one.ng_ratio + (exact(one)[1] - exact(one)[0]) / 2],
      "Wilson's half width is right, but its middle is not the ratio itself: (p + z²/2n) ÷ (1 + z²/n).",
    ],
  ];
  return known.find(([bounds]) => fits(bounds))?.[1] ?? "The bounds are not Wilson's.";
}

async function checkChart(lab: Lab, { root, truth }: Place): Promise<Finding> {
  const found = await lab.parquet(root + keys.pChart);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.pChart} yet: run the job.`);
  }
  const missing = missingColumns(found.types, [
    "line",
    "day",
    "coils",
    "ng",
    "ratio",
    "center",
    "ucl",
    "out_of_control",
  ]);
  if (missing !== undefined) {
    return missing;
  }
  const name = ({ line, day }: { line?: unknown; day?: unknown }): string => `${line} ${day}`;
  const names = found.rows.map(name);
  const differing = wrongKeys("points", compareKeys(truth.chart.map(name), names), truth.chart.length, names.length);
  if (differing !== undefined) {
    return differing;
  }
  const seen = new Map(found.rows.map((row) => [name(row), row]));
  const cellOf = (point: ChartPoint, column: string): unknown => seen.get(name(point))?.[column];
  for (const column of ["coils", "ng", "ratio", "center", "ucl"] as const) {
    const far = firstFar(
      truth.chart,
      (point) => cellOf(point, column),
      (point) => point[column],
      ratioTolerance,
    );
    if (far !== undefined) {
      return wrong(`${column} of line ${far.line} on ${far.day} is another: ${whyChart(truth, column, cellOf)}.`, {
        praise: "A point for every line and day.",
        expected: `${shown(far[column])} ± ${ratioTolerance}`,
        seen: shown(cellOf(far, column)),
      });
    }
  }
  const flag = truth.chart.find((point) => String(cellOf(point, "out_of_control")) !== String(point.out_of_control));
  if (flag !== undefined) {
    return wrong(`Line ${flag.line} on ${flag.day}: out_of_control is another, though ratio and limit are right.`, {
      praise: "Every limit is right.",
      expected: `${flag.out_of_control}: ${shown(flag.ratio)} against ${shown(flag.ucl)}`,
      seen: String(cellOf(flag, "out_of_control")),
    });
  }
  const outside = truth.chart.filter((point) => point.out_of_control).map(name);
  return right(`${truth.chart.length} points, out of control: ${outside.join(", ") || "none"}.`);
}

function whyChart(truth: Truth, column: string, cellOf: (point: ChartPoint, column: string) => unknown): string {
  const fits = (expected: (point: ChartPoint) => number): boolean =>
    truth.chart.every((point) => close(cellOf(point, column), expected(point), ratioTolerance));
  const total = truth.judged.length;
  if (column === "center") {
    const mean = truth.chart.reduce((sum, { ratio }) => sum + ratio, 0) / truth.chart.length;
    if (fits(() => mean)) {
      return "the mean of the ratios counts a day of 5 coils like one of 18; all NG ÷ all coils was asked";
    }
    const ofLine = new Map(
      groups(truth.judged, ({ line }) => line).map(([line, all]) => [line, countNg(all) / all.length]),
    );
    return fits(({ line }) => ofLine.get(line) ?? 0)
      ? "each line has its own centre: a line that drifts hides its drift in it"
      : "all NG ÷ all coils";
  }
  if (column === "ucl") {
    const limit = (sigmas: number, n: (point: ChartPoint) => number) => (point: ChartPoint) =>
      Math.min(1, point.center + sigmas * Math.sqrt((point.center * (1 - point.center)) / n(point)));
    if (fits(limit(2, ({ coils }) => coils))) {
      return "two standard errors; a p-chart takes three";
    }
    if (fits(limit(3, () => total))) {
      return "it uses the number of all coils; each point's own number makes its limit";
    }
    return fits((point) => Math.min(1, point.center + 3 * point.center * ((1 - point.center) / point.coils)))
      ? "the square root is missing"
      : fits((point) => Math.min(1, point.center + 3 * Math.sqrt((point.ratio * (1 - point.ratio)) / point.coils)))
        ? "the limit is made from the day's own ratio; it comes from the centre"
        : "center + 3·√(center(1−center)/coils), at most 1";
  }
  return "count again by line and day";
}
