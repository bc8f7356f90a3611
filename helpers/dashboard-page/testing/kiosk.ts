import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { seededRandom } from "../../../datasets/shared/seeded-random";
import type { AnswerRow, PageDescription } from "../description";
import type { PageData } from "../read-tables";
import { type Columns, toTableData } from "../table-data";

/** A page about a made-up shop that has all kinds of charts and filters. */
export const description: PageDescription = {
  title: "Kiosk",
  about: "Made-up numbers of a shop that does not exist.",
  tables: {
    sales: {
      name: "page_sales",
      dimensions: ["dt", "weekday", "hour", "category", "brand", "member"],
      numbers: ["units", "sales", "own_sales"],
    },
    waste: {
      name: "page_waste",
      dimensions: ["dt", "category", "brand"],
      numbers: ["ordered", "disposed", "disposed_cost", "units", "sales"],
    },
  },
  filters: [
    { kind: "dates", column: "dt", label: "Business days" },
    { kind: "choice", column: "category", label: "Category" },
    { kind: "choice", column: "brand", label: "Brand" },
    { kind: "choice", column: "member", label: "Member" },
  ],
  charts: [
    {
      ...{ kind: "tiles", id: "totals", title: "In all", table: "sales" },
      measures: [
        { label: "Sales", sum: "sales", unit: "KRW" },
        { label: "Units", sum: "units", unit: "" },
        { label: "Own brand", sum: "own_sales", per: "sales", unit: "%" },
      ],
    },
    {
      ...{ kind: "line", id: "over-time", title: "Sales over time", table: "sales", date: "dt" },
      measure: { label: "Sales", sum: "sales", unit: "KRW" },
    },
    {
      ...{ kind: "heatmap", id: "hours", title: "Hours", table: "sales", x: "hour", y: "weekday" },
      measure: { label: "Units", sum: "units", unit: "" },
    },
    {
      ...{ kind: "bars", id: "categories", title: "Categories", table: "sales", by: "category" },
      measure: { label: "Sales", sum: "sales", unit: "KRW" },
    },
    {
      ...{ kind: "bars", id: "waste", title: "Waste", table: "waste", by: "category" },
      measure: { label: "Thrown away", sum: "disposed", per: "ordered", unit: "%" },
    },
    {
      ...{ kind: "whatIf", id: "less", title: "What if less had been ordered?", table: "waste" },
      ...{ by: ["dt", "category"], sums: ["ordered", "disposed", "disposed_cost", "units", "sales"] },
      slider: { label: "Ordered less", unit: "%", most: 50, step: 5, start: 10 },
      steps: {
        cut: "ordered * x / 100",
        spared: "disposed > 0 ? min(disposed, cut) * disposed_cost / disposed : 0",
        lost: "units > 0 ? min(units, max(0, cut - disposed)) * sales / units : 0",
      },
      results: [
        { label: "Waste spared", sum: "spared" },
        { label: "Sales lost at most", sum: "lost" },
      ],
      ...{ unit: "KRW", caution: "Each day by itself: what keeps for days loses less." },
    },
  ],
};

const categories = ["lunch boxes", "milk", 'say "cheese"', "<b>noodles</b>"];
const days = Array.from({ length: 150 }, (_, i) => new Date(Date.UTC(2017, 2, 1 + i)).toISOString().slice(0, 10));
const weekdays = ["7 Sunday", "1 Monday", "2 Tuesday", "3 Wednesday", "4 Thursday", "5 Friday", "6 Saturday"];

/** The rows of the page's tables. */
export function rowsOf(seed: number): Record<string, AnswerRow[]> {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const sales = Array.from({ length: 3_000 }, () => {
    const [dt, brand, units] = [pick(days), pick(["NB", "PB"]), 1 + Math.floor(5 * random())];
    const amount = units * 100 * (8 + Math.floor(30 * random()));
    const weekday = weekdays[new Date(dt).getUTCDay()] as string;
    const hour = String(Math.floor(24 * random())).padStart(2, "0");
    const who = { category: pick(categories), brand, member: pick(["women", "men", "no member"]) };
    return { dt, weekday, hour, ...who, units, sales: amount, own_sales: brand === "PB" ? amount : 0 };
  });
  const waste = days.flatMap((dt) =>
    categories.map((category) => {
      const [ordered, disposed, brand] = [Math.floor(20 * random()), Math.floor(4 * random()), pick(["NB", "PB"])];
      const units = Math.floor(18 * random());
      return { dt, category, brand, ordered, disposed, disposed_cost: 700 * disposed, units, sales: 1_500 * units };
    }),
  );
  return { sales, waste };
}

/** The same rows as {@link PageData}, as if Athena had been asked. */
export function dataOf(rows: Readonly<Record<string, readonly AnswerRow[]>>): PageData {
  const tables = Object.fromEntries(
    Object.entries(description.tables).map(([key, table]) => [key, toTableData(table, columnsOf(rows[key] ?? []))]),
  );
  return { tables, askedAt: "2026-11-28T10:00:00.000Z", bytesScanned: 0, seconds: 0, dollars: 0 };
}

/** The rows, column by column. */
export function columnsOf(rows: readonly AnswerRow[]): Columns {
  return Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name])]));
}

/** The same rows in DuckDB, under the names that Athena would know. */
export async function duckOf(rows: Readonly<Record<string, readonly AnswerRow[]>>): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create()).connect();
  for (const [key, { name, dimensions, numbers }] of Object.entries(description.tables)) {
    const columns = [...dimensions.map((one) => `${one} VARCHAR`), ...numbers.map((one) => `${one} DOUBLE`)];
    await connection.run(`CREATE TABLE ${name} (${columns.join(", ")})`);
    const appender = await connection.createAppender(name);
    for (const row of rows[key] ?? []) {
      for (const column of dimensions) {
        appender.appendVarchar(String(row[column]));
      }
      for (const column of numbers) {
        appender.appendDouble(Number(row[column]));
      }
      appender.endRow();
    }
    appender.closeSync();
  }
  return connection;
}

/** @returns The rows of a query, its numbers as numbers. */
export async function asked(connection: DuckDBConnection, sql: string): Promise<AnswerRow[]> {
  return (await connection.runAndReadAll(sql)).getRowObjects() as AnswerRow[];
}
