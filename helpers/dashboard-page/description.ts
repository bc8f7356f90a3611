/** What a page tells: its tables, the filters above them, and the charts. Plain data: it can be kept as JSON. */
export interface PageDescription {
  readonly title: string;
  /** Said below the title, such as where the data come from, and that they are synthetic. */
  readonly about: string;
  readonly tables: Readonly<Record<string, PageTable>>;
  /** Each acts on every chart whose table has its column; the others say that they cannot be asked so. */
  readonly filters: readonly PageFilter[];
  readonly charts: readonly PageChart[];
}

/** A table of the catalog, a row for each combination of its dimensions. */
export interface PageTable {
  /** Such as `retail_gold.page_sales`. */
  readonly name: string;
  /** Columns of text that are filtered and grouped by; a day is written `2017-08-31`. */
  readonly dimensions: readonly string[];
  /** Columns of numbers that are added up. */
  readonly numbers: readonly string[];
}

export interface PageFilter {
  /** `dates`: from one day to another; `choice`: any of the column's values. */
  readonly kind: "dates" | "choice";
  readonly column: string;
  readonly label: string;
}

/** A sum, or the ratio of two. */
export interface Measure {
  readonly label: string;
  /** The column that is added up. */
  readonly sum: string;
  /** The column by whose sum it is divided. */
  readonly per?: string;
  /** Such as `KRW`; `%` shows a ratio in percent. */
  readonly unit: string;
}

interface Shown {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly table: string;
}

/** Single numbers, large. */
export interface TilesChart extends Shown {
  readonly kind: "tiles";
  readonly measures: readonly Measure[];
}

/** One measure over time: by day, by week from four months on, by month from two years on. */
export interface LineChart extends Shown {
  readonly kind: "line";
  readonly date: string;
  readonly measure: Measure;
}

/** One measure for each value of a column, the largest first. */
export interface BarsChart extends Shown {
  readonly kind: "bars";
  readonly by: string;
  readonly measure: Measure;
  /** How many bars at most; 15 where it is not given. The others are named in the text. */
  readonly most?: number;
}

/** One measure as colour, by two columns whose values are sorted. */
export interface HeatmapChart extends Shown {
  readonly kind: "heatmap";
  readonly x: string;
  readonly y: string;
  readonly measure: Measure;
}

/**
 * What would have come of another decision, worked out row by row from what did happen, and added up: no forecast. The
 * expressions are Vega's, with the columns and the slider's `x` as names.
 *
 * @see https://vega.github.io/vega/docs/expressions/
 */
export interface WhatIfChart extends Shown {
  readonly kind: "whatIf";
  /** The columns for each combination of which it is worked out, such as a day and a category. */
  readonly by: readonly string[];
  readonly sums: readonly string[];
  readonly slider: {
    readonly label: string;
    readonly unit: string;
    readonly most: number;
    readonly step: number;
    readonly start: number;
  };
  /** Worked out in this order: a later one may name an earlier one. */
  readonly steps: Readonly<Record<string, string>>;
  /** The columns or steps whose sums are drawn for each place of the slider; of one unit. */
  readonly results: readonly { readonly label: string; readonly sum: string }[];
  readonly unit: string;
  /** What is assumed, and what the data cannot say. */
  readonly caution: string;
}

export type PageChart = TilesChart | LineChart | BarsChart | HeatmapChart | WhatIfChart;

/** What filters let through: the values of a column, or its days from one to another, both included. */
export type Selection = Readonly<Record<string, readonly string[] | { readonly from: string; readonly to: string }>>;

/** What a chart wants to know of its table. */
export interface Question {
  readonly table: string;
  readonly by: readonly string[];
  readonly sums: readonly string[];
}

/** The answer's row: the values of `by`, and the sums. */
export type AnswerRow = Readonly<Record<string, string | number>>;

/** @returns What a chart asks, whatever the filters say. */
export function questionOf(chart: PageChart): Question {
  const { table } = chart;
  if (chart.kind === "whatIf") {
    return { table, by: chart.by, sums: chart.sums };
  }
  const measures = chart.kind === "tiles" ? chart.measures : [chart.measure];
  const sums = [...new Set(measures.flatMap(({ sum, per }) => (per === undefined ? [sum] : [sum, per])))];
  return { table, by: columnsBy(chart), sums };
}

function columnsBy(chart: Exclude<PageChart, WhatIfChart>): readonly string[] {
  switch (chart.kind) {
    case "tiles":
      return [];
    case "line":
      return [chart.date];
    case "bars":
      return [chart.by];
    case "heatmap":
      return [chart.x, chart.y];
  }
}

/** @returns The part of a selection that a table has the columns for. */
export function selectionFor({ dimensions }: PageTable, selection: Selection): Selection {
  return Object.fromEntries(Object.entries(selection).filter(([column]) => dimensions.includes(column)));
}

/** @throws TypeError Where a chart or filter names what is not there. */
export function checkDescription({ tables, filters, charts }: PageDescription): void {
  const need = (there: boolean, message: string): void => {
    if (!there) {
      throw new TypeError(`The page cannot be made: ${message}.`);
    }
  };
  for (const [key, { name, dimensions, numbers }] of Object.entries(tables)) {
    need(/^[a-z0-9_]+(\.[a-z0-9_]+)?$/.test(name), `table ${key} has the name ${JSON.stringify(name)}`);
    for (const column of [...dimensions, ...numbers]) {
      need(/^[a-z][a-z0-9_]*$/.test(column), `table ${key} has the column ${JSON.stringify(column)}`);
    }
  }
  for (const { column } of filters) {
    const found = Object.values(tables).some(({ dimensions }) => dimensions.includes(column));
    need(found, `no table has the dimension ${column}, by which it is to be filtered`);
  }
  need(new Set(charts.map(({ id }) => id)).size === charts.length, "two charts have one id");
  for (const chart of charts) {
    const table = tables[chart.table];
    need(table !== undefined, `chart ${chart.id} wants table ${chart.table}, which is not described`);
    const { by, sums } = questionOf(chart);
    const missing = [
      ...by.filter((column) => !table?.dimensions.includes(column)),
      ...sums.filter((column) => !table?.numbers.includes(column)),
    ];
    need(missing.length === 0, `chart ${chart.id} wants ${missing.join(", ")}, which table ${chart.table} has not`);
  }
}
