import type {
  AnswerRow,
  BarsChart,
  HeatmapChart,
  LineChart,
  Measure,
  PageChart,
  TilesChart,
  WhatIfChart,
} from "./description";
import type { WhatIfPoint } from "./what-if";

/** What a chart draws, says and lists. */
export interface Drawn {
  /** The finding, in a sentence. */
  readonly finding: string;
  /** The rows of Vega's data set `rows`. */
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  /** The same numbers as a table: for those who do not see the chart, and for who wants to copy them. */
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** A measure of a row; null where it would divide by nothing. */
export function measured({ sum, per }: Measure, row: AnswerRow): number | null {
  const above = Number(row[sum]);
  if (per === undefined) {
    return above;
  }
  const below = Number(row[per]);
  return below === 0 ? null : above / below;
}

/** A measure's value for people, with its unit. */
export function formatMeasure(value: number | null, unit: string): string {
  if (value === null) {
    return "none";
  }
  const percent = unit === "%";
  const shown = percent ? 100 * value : value;
  const digits = percent ? 1 : Math.abs(shown) < 100 && !Number.isInteger(shown) ? 2 : 0;
  const text = shown.toLocaleString("en-US", { minimumFractionDigits: percent ? 1 : 0, maximumFractionDigits: digits });
  return unit === "" ? text : `${text} ${unit}`;
}

const nothing = { finding: "No row is left by these filters.", rows: [], table: { columns: [], rows: [] } };

/**
 * @param answer The rows that the chart's question was answered with.
 * @param points Of a what-if, for every place of its slider.
 * @param x Where its slider stands.
 */
export function draw(chart: PageChart, answer: readonly AnswerRow[], points: readonly WhatIfPoint[], x: number): Drawn {
  if (answer.length === 0) {
    return nothing;
  }
  switch (chart.kind) {
    case "tiles":
      return drawTiles(chart, answer);
    case "line":
      return drawLine(chart, answer);
    case "bars":
      return drawBars(chart, answer);
    case "heatmap":
      return drawHeatmap(chart, answer);
    case "whatIf":
      return drawWhatIf(chart, points, x);
  }
}

function drawTiles({ measures }: TilesChart, [row = {}]: readonly AnswerRow[]): Drawn {
  const rows = measures.map((measure) => ({
    label: measure.label,
    text: formatMeasure(measured(measure, row), measure.unit),
  }));
  return {
    finding: rows.map(({ label, text }) => `${label}: ${text}`).join("; "),
    rows,
    table: { columns: ["what", "value"], rows: rows.map(({ label, text }) => [label, text]) },
  };
}

const dayMs = 86_400_000;

/** A span of time that days are added up in: its name, and its first and last day for a day in it. */
interface Span {
  readonly name: string;
  readonly begin: (day: string) => string;
  readonly end: (begin: string) => string;
}

function spanOf(first: string, last: string): Span {
  const length = (Date.parse(last) - Date.parse(first)) / dayMs + 1;
  if (length >= 730) {
    const end = (begin: string) => dayText(Date.UTC(Number(begin.slice(0, 4)), Number(begin.slice(5, 7)), 0));
    return { name: "month", begin: (day) => `${day.slice(0, 7)}-01`, end };
  }
  if (length >= 120) {
    return { name: "week", begin: mondayOf, end: (begin) => dayText(Date.parse(begin) + 6 * dayMs) };
  }
  return { name: "day", begin: (day) => day, end: (begin) => begin };
}

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

function mondayOf(day: string): string {
  const time = Date.parse(day);
  return dayText(time - ((new Date(time).getUTCDay() + 6) % 7) * dayMs);
}

function drawLine({ date, measure }: LineChart, answer: readonly AnswerRow[]): Drawn {
  const days = answer.map((row) => String(row[date])).sort();
  const [first = "", last = ""] = [days[0], days.at(-1)];
  const { name, begin, end } = spanOf(first, last);
  const spans = new Map<string, { sum: number; per: number }>();
  for (const row of answer) {
    const start = begin(String(row[date]));
    const sums = spans.get(start) ?? { sum: 0, per: 0 };
    sums.sum += Number(row[measure.sum]);
    sums.per += measure.per === undefined ? 0 : Number(row[measure.per]);
    spans.set(start, sums);
  }
  const points = [...spans].sort().map(([start, sums]) => ({
    start,
    // half a week would look like a bad week
    isWhole: start >= first && end(start) <= last,
    value: measure.per === undefined ? sums.sum : sums.per === 0 ? null : sums.sum / sums.per,
  }));
  const known = points.filter(
    (point): point is typeof point & { value: number } => point.isWhole && point.value !== null,
  );
  const text = ({ start, value }: { start: string; value: number }) =>
    `${formatMeasure(value, measure.unit)} (${name === "day" ? start : `${name} of ${start}`})`;
  const most = largest(known, ({ value }) => value);
  const least = largest(known, ({ value }) => -value);
  return {
    finding:
      most === undefined || least === undefined
        ? nothing.finding
        : `${measure.label} by ${name}: most ${text(most)}, least ${text(least)}.`,
    rows: known.map(({ start, value }) => ({
      time: Date.parse(start),
      value,
      text: formatMeasure(value, measure.unit),
    })),
    table: {
      columns: [name, measure.label],
      rows: points.map(({ start, isWhole, value }) => [
        isWhole ? start : `${start} (not whole)`,
        formatMeasure(value, measure.unit),
      ]),
    },
  };
}

function drawBars({ by, measure, most = 15 }: BarsChart, answer: readonly AnswerRow[]): Drawn {
  const bars = answer
    .map((row) => ({ name: String(row[by]), value: measured(measure, row) }))
    // what has nothing has no bar
    .filter((bar): bar is { name: string; value: number } => bar.value !== null && bar.value !== 0)
    .sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
  const [first] = bars;
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  const share =
    measure.per === undefined && total > 0 ? `, ${formatMeasure((first?.value ?? 0) / total, "%")} of all` : "";
  const hidden = bars.length - most;
  return {
    finding:
      first === undefined
        ? nothing.finding
        : `${first.name} has the largest ${measure.label.toLowerCase()}: ${formatMeasure(first.value, measure.unit)}${share}.` +
          (hidden > 0 ? ` ${hidden} more stand in the numbers below.` : ""),
    rows: bars.slice(0, most).map(({ name, value }) => ({ name, value, text: formatMeasure(value, measure.unit) })),
    table: {
      columns: [by, measure.label],
      rows: bars.map(({ name, value }) => [name, formatMeasure(value, measure.unit)]),
    },
  };
}

function drawHeatmap({ x, y, measure }: HeatmapChart, answer: readonly AnswerRow[]): Drawn {
  const cells = answer.map((row) => {
    const value = measured(measure, row);
    return { x: String(row[x]), y: String(row[y]), value, text: formatMeasure(value, measure.unit) };
  });
  const best = largest(
    cells.filter(({ value }) => value !== null),
    ({ value }) => value as number,
  );
  return {
    finding:
      best === undefined ? nothing.finding : `${measure.label} is largest at ${best.y}, ${x} ${best.x}: ${best.text}.`,
    rows: cells,
    table: { columns: [y, x, measure.label], rows: cells.map((cell) => [cell.y, cell.x, cell.text]) },
  };
}

function drawWhatIf({ results, slider, unit }: WhatIfChart, points: readonly WhatIfPoint[], x: number): Drawn {
  const now = points.reduce((a, b) => (Math.abs(b.x - x) < Math.abs(a.x - x) ? b : a));
  const named = results.map(({ label }, i) => `${label.toLowerCase()} ${formatMeasure(now.sums[i] ?? 0, unit)}`);
  return {
    finding: `At ${now.x} ${slider.unit} (${slider.label.toLowerCase()}): ${named.join(", ")}.`,
    rows: points.flatMap(({ x: place, sums }) =>
      results.map(({ label }, i) => ({
        x: place,
        result: label,
        value: sums[i] as number,
        text: formatMeasure(sums[i] ?? 0, unit),
        chosen: place === now.x ? 1 : 0,
      })),
    ),
    table: {
      columns: [`${slider.label} (${slider.unit})`, ...results.map(({ label }) => label)],
      rows: points.map(({ x: place, sums }) => [String(place), ...sums.map((sum) => formatMeasure(sum, unit))]),
    },
  };
}

function largest<Item>(items: readonly Item[], of: (item: Item) => number): Item | undefined {
  return items.reduce<Item | undefined>(
    (best, item) => (best === undefined || of(item) > of(best) ? item : best),
    undefined,
  );
}
