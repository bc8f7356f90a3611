import type { ShopData } from "../../../datasets/retail/shop-data";
import {
  type AnswerRow,
  type Measure,
  type PageChart,
  type PageDescription,
  questionOf,
  type Selection,
} from "../../../helpers/dashboard-page/description";
import { measured } from "../../../helpers/dashboard-page/drawn";
import { askTable, type TableData, toTableData } from "../../../helpers/dashboard-page/table-data";
import { close } from "../../engine/compare";
import { type Finding, right, wrong } from "../../engine/verdict";
import { type PageCell, pageCells } from "./truth";

/** A page as the check reads it. */
export interface Page {
  readonly description: PageDescription;
  readonly tables: Readonly<Record<string, TableData>>;
}

const filters = ["dt", "category", "brand", "member"] as const;

/** Judges the kiosk's page by what it would show: without filters, and under some. */
export function judgePage(data: ShopData, { description, tables }: Page): Finding {
  const cells = pageCells(data);
  return wrongParts(description) ?? wrongFigures(description, tables, cells) ?? done(cells);
}

/** The page's description over another kiosk's rows. */
export function judgeOverFresh(data: ShopData, { description }: Pick<Page, "description">): Finding {
  const cells = pageCells(data);
  const columns = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, cells.map((cell) => (cell as AnswerRow)[name])]));
  const tables = Object.fromEntries(
    Object.entries(description.tables).map(([key, table]) => [
      key,
      toTableData(table, columns([...table.dimensions, ...table.numbers])),
    ]),
  );
  return wrongFigures(description, tables, cells) ?? done(cells);
}

const done = (cells: readonly PageCell[]): Finding =>
  right(`Four filters act on all charts; ${total(cells, "sales").toLocaleString("en-US")} KRW in all.`);

function wrongParts({ filters: made, charts, tables }: PageDescription): Finding | undefined {
  const missing = filters.filter((column) => !made.some((filter) => filter.column === column));
  if (missing.length > 0) {
    return wrong(`The page has no filter for ${missing.join(", ")}.`, { expected: filters.join(", ") });
  }
  if (made.find(({ column }) => column === "dt")?.kind !== "dates") {
    return wrong("The filter of dt offers each day by itself: from one day to another is a filter of the kind dates.");
  }
  for (const chart of charts) {
    const deaf = filters.filter((column) => !tables[chart.table]?.dimensions.includes(column));
    if (deaf.length > 0) {
      return wrong(`Chart ${chart.id} does not follow the filter ${deaf[0]}: its table has no such column.`, {
        expected: "all charts over the view page_sales",
        seen: tables[chart.table]?.name ?? chart.table,
      });
    }
  }
  const wanted: readonly (readonly [string, (chart: PageChart) => boolean])[] = [
    ["of sales over time", (chart) => chart.kind === "line" && chart.measure.sum === "sales"],
    ["of sales by category", (chart) => chart.kind === "bars" && chart.by === "category" && isSales(chart.measure)],
    ["by hour", (chart) => questionOf(chart).by.includes("hour")],
  ];
  const none = wanted.find(([, fits]) => !charts.some(fits));
  return none === undefined ? undefined : wrong(`The page has no chart ${none[0]}.`);
}

const isSales = ({ sum, per }: Measure): boolean => sum === "sales" && per === undefined;

function wrongFigures(
  { charts, tables: described }: PageDescription,
  tables: Page["tables"],
  cells: readonly PageCell[],
): Finding | undefined {
  const shown = tilesOf(charts);
  const sales = shown.find(({ measure }) => isSales(measure));
  if (sales === undefined) {
    return wrong("No tile shows the sales in all.");
  }
  const share = shown.find(({ measure }) => measure.unit === "%");
  if (share === undefined) {
    return wrong("No tile shows the own-brand share in %.");
  }
  for (const selection of selections(cells)) {
    const kept = cells.filter((cell) => passes(cell, selection));
    const under = Object.keys(selection).length === 0 ? "Without a filter" : `With the filter ${wordsOf(selection)}`;
    const value = figureOf(sales, described, tables, selection);
    const expected = total(kept, "sales");
    if (!close(value, expected, 1e-6)) {
      const why = Number(value) < expected ? " Rows are missing." : "";
      return wrong(`${under} the page shows other sales than there were.${why}`, {
        expected: `${expected} KRW`,
        seen: `${value} KRW`,
      });
    }
    const part = figureOf(share, described, tables, selection);
    const own = total(kept, "own_sales") / expected;
    if (!close(part, own, 1e-9)) {
      const ofPieces = close(part, total(kept, "own_sales") / total(kept, "units"), 1e-9);
      const percent = close(part, 100 * own, 1e-6);
      const why = ofPieces ? ": won are not divided by pieces" : percent ? ": the unit % makes percent of a share" : "";
      return wrong(`${under} the own-brand share is another number${why}.`, {
        expected: String(own),
        seen: String(part),
      });
    }
  }
  return undefined;
}

interface Tile {
  readonly chart: PageChart;
  readonly measure: Measure;
}

const tilesOf = (charts: readonly PageChart[]): Tile[] =>
  charts.flatMap((chart) => (chart.kind === "tiles" ? chart.measures.map((measure) => ({ chart, measure })) : []));

/** What a tile shows; null where it has nothing to add up. */
function figureOf(
  { chart, measure }: Tile,
  described: PageDescription["tables"],
  tables: Page["tables"],
  selection: Selection,
): number | null {
  const data = tables[chart.table];
  if (data === undefined || described[chart.table] === undefined) {
    return null;
  }
  const [row] = askTable(data, questionOf(chart), selection);
  return row === undefined ? 0 : measured(measure, row);
}

/** No filter, and one of each kind. */
function selections(cells: readonly PageCell[]): Selection[] {
  const days = [...new Set(cells.map(({ dt }) => dt))].sort();
  const category = [...cells].sort((a, b) => b.sales - a.sales)[0]?.category ?? "";
  return [
    {},
    { dt: { from: days[2] ?? "", to: days[6] ?? "" } },
    { category: [category] },
    { brand: ["NB"], member: ["women", "no member"] },
  ];
}

const passes = (cell: PageCell, selection: Selection): boolean =>
  Object.entries(selection).every(([column, wanted]) => {
    const value = String((cell as AnswerRow)[column]);
    return "from" in wanted
      ? wanted.from <= value && value <= wanted.to
      : (wanted as readonly string[]).includes(value);
  });

const wordsOf = (selection: Selection): string =>
  Object.entries(selection)
    .map(([column, wanted]) => `${column} ${"from" in wanted ? `${wanted.from} to ${wanted.to}` : wanted.join(", ")}`)
    .join(" and ");

const total = (cells: readonly PageCell[], name: "sales" | "own_sales" | "units"): number =>
  cells.reduce((sum, cell) => sum + cell[name], 0);
