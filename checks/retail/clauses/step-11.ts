import type { PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type ShopData, shopData } from "../../../datasets/retail/shop-data";
import { freshKiosk } from "../../../datasets/retail/world";
import type { PageChart, PageDescription, PageFilter } from "../../../helpers/dashboard-page/description";
import { type Columns, toTableData } from "../../../helpers/dashboard-page/table-data";
import { AskedDuckDb } from "../../engine/clauses/asked-duckdb";
import { decided, type StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { onFreshData } from "../../engine/context";
import type { Finding } from "../../engine/verdict";
import { pageOnFreshData, viewOnFreshData } from "../11-dashboard";
import { ownKiosk } from "../context";
import { judgeAlarm } from "../dashboard/judge-alarm";
import { judgeOverFresh, judgePage } from "../dashboard/judge-page";
import { judgeSales } from "../dashboard/judge-sales";
import { judgeWaste } from "../dashboard/judge-waste";
import { pageCells } from "../dashboard/truth";
import { openShopData } from "../truth/shop-tables";

interface Solution {
  /** The views' SELECTs. */
  readonly waste: string;
  readonly sales: string;
  readonly filters: readonly PageFilter[];
  readonly charts: readonly PageChart[];
  readonly tables: PageDescription["tables"];
  /** Which rows of the view the page carries. */
  readonly carries: (row: number) => boolean;
  readonly alarm: Partial<PutMetricAlarmInput>;
  readonly protocols: readonly string[] | undefined;
}

const entries = "(SELECT DISTINCT document_no, kind, entry_date, product_id, quantity FROM kiosk_orders)";
const pieces = (kind: string) => `sum(CASE WHEN kind = '${kind}' THEN quantity ELSE 0 END)`;
const wasteSql = ({
  from = entries,
  join = "LEFT JOIN",
  ordered = pieces("order"),
  disposed = pieces("disposal"),
  share = "CAST(disposed AS double) / nullif(ordered, 0)",
  where = "",
}: Partial<Record<"from" | "join" | "ordered" | "disposed" | "share" | "where", string>> = {}): string =>
  `SELECT category, ordered, disposed, ${share} AS waste_share FROM (
    SELECT p.small_category AS category, ${ordered} AS ordered, ${disposed} AS disposed
    FROM kiosk_product p ${join} ${from} e ON e.product_id = p.product_id ${where} GROUP BY p.small_category) AS sums`;

const member = "CASE member_sex WHEN 'F' THEN 'women' WHEN 'M' THEN 'men' ELSE 'no member' END";
const own = "CASE WHEN brand = 'PB' THEN amount ELSE 0 END";
const salesSql = ({
  hour = "lpad(CAST(hour(sold_at) AS varchar), 2, '0')",
  who = member,
  units = "sum(quantity)",
  ownSales = `sum(${own})`,
  brand = "brand,",
  where = "",
  group = "GROUP BY 1, 2, 3, 4, 5",
}: Partial<Record<"hour" | "who" | "units" | "ownSales" | "brand" | "where" | "group", string>> = {}): string =>
  `SELECT CAST(CAST(sold_at AS date) AS varchar) AS dt, ${hour} AS hour, small_category AS category, ${brand}
    ${who} AS member, ${units} AS units, ${units === "quantity" ? "amount" : "sum(amount)"} AS sales, ${ownSales} AS own_sales
    FROM kiosk_receipt r JOIN kiosk_product p ON r.product_id = p.product_id ${where} ${group}`;

const rightFilters: readonly PageFilter[] = [
  { kind: "dates", column: "dt", label: "Days" },
  { kind: "choice", column: "category", label: "Category" },
  { kind: "choice", column: "brand", label: "Brand" },
  { kind: "choice", column: "member", label: "Member" },
];
const table = {
  name: "page_sales",
  dimensions: ["dt", "hour", "category", "brand", "member"],
  numbers: ["units", "sales", "own_sales"],
};
const sales = { label: "Sales", sum: "sales", unit: "KRW" };
const share = { label: "Own brands", sum: "own_sales", per: "sales", unit: "%" };
const over = <Kind extends string>(kind: Kind, id: string) => ({ kind, id, title: id, table: "sales" });
const chartsWith = (
  ratio: typeof share = share,
  more: Partial<Record<"hours" | "time", PageChart>> = {},
): PageChart[] => [
  { ...over("tiles", "totals"), measures: [sales, ratio] },
  more.time ?? { ...over("line", "time"), date: "dt", measure: sales },
  { ...over("bars", "categories"), by: "category", measure: sales },
  more.hours ?? { ...over("bars", "hours"), by: "hour", measure: { label: "Pieces", sum: "units", unit: "" } },
];

const rightAlarm: Partial<PutMetricAlarmInput> = {
  Namespace: "RetailExercises",
  MetricName: "WasteShare",
  Statistic: "Maximum",
  Period: 86_400,
  EvaluationPeriods: 1,
  Threshold: 0.05,
  ComparisonOperator: "GreaterThanThreshold",
  TreatMissingData: "ignore",
  AlarmActions: ["arn:aws:sns:us-east-1:000000000000:retail-exercises-alerts"],
};

const asked = new AskedDuckDb<ShopData>(async (connection: DuckDBConnection, data) => {
  const shop = await openShopData(data);
  for (const [name, from] of [
    ["kiosk_receipt", "receipt"],
    ["kiosk_orders", "balju_refund"],
    ["kiosk_product", "product"],
  ] as const) {
    const found = await shop.runAndReadAll(`SELECT * FROM ${from}`);
    const columns = found.columnNames().map((column, i) => `${column} ${found.columnType(i)}`);
    await connection.run(`CREATE TABLE ${name} (${columns.join(", ")})`);
    const rows = found.getRowsJson().map((row) => `(${row.map(literal).join(", ")})`);
    await connection.run(`INSERT INTO ${name} VALUES ${rows.join(", ")}`);
  }
});
const literal = (value: unknown): string => (value === null ? "NULL" : `'${String(value).replaceAll("'", "''")}'`);

const fresh = onceFor((seed: number) => shopData(freshKiosk(seed)));

async function judgeView(
  sql: string,
  judge: (data: ShopData, answer: Awaited<ReturnType<typeof asked.answer>>) => Finding,
  seed: number,
): Promise<Finding> {
  const first = judge(ownKiosk(), await asked.answer(ownKiosk(), sql));
  return first.state === "right"
    ? onFreshData(first, [judge(fresh(seed), await asked.answer(fresh(seed), sql))], viewOnFreshData)
    : first;
}

function pageOf({ filters, charts, tables, carries }: Solution) {
  const cells = pageCells(ownKiosk()).filter((_, row) => carries(row));
  const columns: Columns = Object.fromEntries(
    [...table.dimensions, ...table.numbers].map((name) => [
      name,
      cells.map((cell) => (cell as unknown as Record<string, string | number>)[name]),
    ]),
  );
  return {
    description: { title: "Kiosk", about: "Synthetic.", tables, filters, charts },
    tables: Object.fromEntries(Object.entries(tables).map(([key, one]) => [key, toTableData(one, columns)])),
  };
}

export const step11: StepClauses<Solution> = {
  step: 11,
  right: {
    waste: wasteSql(),
    sales: salesSql(),
    filters: rightFilters,
    charts: chartsWith(),
    tables: { sales: table },
    carries: () => true,
    alarm: rightAlarm,
    protocols: ["email"],
  },
  others: [
    {
      name: "a CTE and FILTER, more charts, an alarm on the mean",
      solution: {
        waste: `WITH once AS ${entries}, sums AS (SELECT product_id, sum(quantity) FILTER (WHERE kind = 'order') AS o,
          sum(quantity) FILTER (WHERE kind = 'disposal') AS d FROM once GROUP BY 1)
          SELECT small_category AS category, coalesce(sum(o), 0) AS ordered, coalesce(sum(d), 0) AS disposed,
            coalesce(sum(d), 0) * 1e0 / nullif(sum(o), 0) AS waste_share
          FROM kiosk_product LEFT JOIN sums ON kiosk_product.product_id = sums.product_id GROUP BY 1`,
        charts: [
          ...chartsWith(undefined, {
            hours: { ...over("heatmap", "map"), x: "hour", y: "dt", measure: sales },
          }),
          { ...over("bars", "brands"), by: "brand", measure: sales },
        ],
        alarm: { ...rightAlarm, Statistic: "Average", TreatMissingData: "notBreaching" },
        protocols: ["sqs", "email-json"],
      },
    },
  ],
  tasks: ["11.1", "11.2", "11.3", "11.4"],
  seeds: 3,
  judge: (solution, task, seed) =>
    decided(async () => {
      switch (task) {
        case "11.1":
          return judgeView(solution.waste, judgeWaste, seed);
        case "11.2":
          return judgeView(solution.sales, judgeSales, seed);
        case "11.3": {
          const page = pageOf(solution);
          const first = judgePage(ownKiosk(), page);
          return onFreshData(
            first,
            first.state === "right" ? [judgeOverFresh(fresh(seed), page)] : [],
            pageOnFreshData,
          );
        }
        default:
          return judgeAlarm({ alarm: solution.alarm, protocols: solution.protocols });
      }
    }),
  clauses: [
    {
      task: "11.1",
      clause: "a delivery that was entered twice counts once",
      plant: "a delivery that is there twice, under two entry_ids",
      mistake: "sums all entries",
      wrong: { waste: wasteSql({ from: "kiosk_orders" }) },
      message: "ordered of … is another number: a delivery that was entered twice counts once.",
    },
    {
      task: "11.1",
      clause: "in pieces",
      plant: "orders of more than one piece",
      mistake: "counts entries",
      wrong: { waste: wasteSql({ from: "kiosk_orders", ordered: "count(CASE WHEN kind = 'order' THEN 1 END)" }) },
      message: "ordered of … is another number: it counts entries, not pieces.",
    },
    {
      task: "11.1",
      clause: "a row for each small category",
      plant: "categories that never threw anything away",
      mistake: "keeps only categories with disposals",
      wrong: {
        waste: `SELECT * FROM (${wasteSql()}) AS all_of_them WHERE disposed > 0`,
      },
      message: "Of the categories, … What was never thrown away has a row, too.",
    },
    {
      task: "11.1",
      clause: "nothing thrown away is 0",
      plant: "categories that never threw anything away",
      mistake: "a CASE without ELSE: NULL where there was none",
      wrong: { waste: wasteSql({ disposed: "sum(CASE WHEN kind = 'disposal' THEN quantity END)" }) },
      message: "disposed of … is another number: nothing is 0 pieces, not NULL.",
    },
    {
      task: "11.1",
      clause: "waste_share is a share",
      plant: "shares between 0 and 1",
      mistake: "divides whole numbers, as SQL of Athena then does: 0",
      wrong: { waste: wasteSql({ share: "floor(CAST(disposed AS double) / nullif(ordered, 0))" }) },
      message: "waste_share of … is another number: a whole number divided by a whole one is a whole one in SQL.",
    },
    {
      task: "11.1",
      clause: "a share of 1",
      plant: "shares above 0",
      mistake: "writes percent",
      wrong: { waste: wasteSql({ share: "100e0 * disposed / nullif(ordered, 0)" }) },
      message: "waste_share of … is another number: it is a share of 1, not percent.",
    },
    {
      task: "11.2",
      clause: "who is no member is called so",
      plant: "receipts without a member",
      mistake: "a CASE without ELSE",
      wrong: { sales: salesSql({ who: "CASE member_sex WHEN 'F' THEN 'women' WHEN 'M' THEN 'men' END" }) },
      message: "member has no value in some rows: a filter cannot offer what has no name.",
    },
    {
      task: "11.2",
      clause: "all receipts",
      plant: "receipts without a member",
      mistake: "leaves out who is no member",
      wrong: { sales: salesSql({ where: "WHERE member_sex IS NOT NULL" }) },
      message: "Of the rows, … Who is no member buys, too.",
    },
    {
      task: "11.2",
      clause: "hour as two digits",
      plant: "sales before 10 o'clock",
      mistake: "CAST without lpad",
      wrong: { sales: salesSql({ hour: "CAST(hour(sold_at) AS varchar)" }) },
      message: "hour has one digit before 10: as text, 7 comes after 10.",
    },
    {
      task: "11.2",
      clause: "a row for each brand",
      plant: "both brands in one hour",
      mistake: "leaves brand out",
      wrong: { sales: salesSql({ brand: "", group: "GROUP BY 1, 2, 3, 4" }) },
      message: "The view has no column brand.",
    },
    {
      task: "11.2",
      clause: "added up",
      plant: "two receipts of one hour with the same category, brand and member",
      mistake: "a row for each line",
      wrong: { sales: salesSql({ units: "quantity", ownSales: own, group: "" }) },
      message: "Of the rows, … A row for each line of a receipt is more than a page needs: add them up.",
    },
    {
      task: "11.2",
      clause: "units are pieces",
      plant: "lines with more than one piece",
      mistake: "counts lines",
      wrong: { sales: salesSql({ units: "count(*)" }) },
      message: "units of … is another number: it counts lines, not pieces.",
    },
    {
      task: "11.2",
      clause: "own_sales of other brands is 0",
      plant: "rows of other brands",
      mistake: "NULL in its place",
      wrong: { sales: salesSql({ ownSales: "sum(CASE WHEN brand = 'PB' THEN amount END)" }) },
      message: "own_sales of … is another number: nothing is 0 won; a page cannot add up a NULL.",
    },
    {
      task: "11.3",
      clause: "four filters",
      plant: "receipts of members and others",
      mistake: "no filter for member",
      wrong: { filters: rightFilters.slice(0, 3) },
      message: "The page has no filter for member.",
    },
    {
      task: "11.3",
      clause: "days from one to another",
      plant: "two weeks of days",
      mistake: "a choice of days",
      wrong: { filters: [{ kind: "choice", column: "dt", label: "Days" }, ...rightFilters.slice(1)] },
      message: "The filter of dt offers each day by itself: from one day to another is a filter of the kind dates.",
    },
    {
      task: "11.3",
      clause: "each filter acts on every chart",
      plant: "receipts of members and others",
      mistake: "a chart over a table that has forgotten the member",
      wrong: {
        tables: { sales: table, days: { ...table, dimensions: ["dt", "hour", "category", "brand"] } },
        charts: chartsWith(undefined, {
          time: { ...over("line", "time"), table: "days", date: "dt", measure: sales },
        }),
      },
      message: "Chart time does not follow the filter member: its table has no such column.",
    },
    {
      task: "11.3",
      clause: "a chart by hour",
      plant: "hours of more and of less sales",
      mistake: "no such chart",
      wrong: { charts: chartsWith().slice(0, 3) },
      message: "The page has no chart by hour.",
    },
    {
      task: "11.3",
      clause: "the share of sales",
      plant: "own brands that cost other than the others",
      mistake: "divides won by pieces",
      wrong: { charts: chartsWith({ ...share, per: "units" }) },
      message: "Without a filter the own-brand share is another number: won are not divided by pieces.",
    },
    {
      task: "11.3",
      clause: "all rows",
      plant: "more rows than a LIMIT",
      mistake: "made of the first hundred rows",
      wrong: { carries: (row) => row < 100 },
      message: "Without a filter the page shows other sales than there were. Rows are missing.",
    },
    {
      task: "11.4",
      clause: "5 % of a value that is a share",
      plant: "a day with 6 %, told as 0.06",
      mistake: "Threshold 5",
      wrong: { alarm: { ...rightAlarm, Threshold: 5 } },
      message: "A day on which 6 % are thrown away does not set it off: a share of 6 % is told as 0.06.",
    },
    {
      task: "11.4",
      clause: "more than 5 %",
      plant: "a day with exactly 5 %",
      mistake: "GreaterThanOrEqualToThreshold",
      wrong: { alarm: { ...rightAlarm, ComparisonOperator: "GreaterThanOrEqualToThreshold" } },
      message: "A day with exactly 5 % sets it off: more than 5 % should.",
    },
    {
      task: "11.4",
      clause: "one bad day is enough",
      plant: "a bad day between good ones",
      mistake: "three periods",
      wrong: { alarm: { ...rightAlarm, EvaluationPeriods: 3 } },
      message: "One bad day does not set it off: it waits for several in a row.",
    },
    {
      task: "11.4",
      clause: "a day without a value says nothing",
      plant: "a day on which nothing is told",
      mistake: 'TreatMissingData: "breaching"',
      wrong: { alarm: { ...rightAlarm, TreatMissingData: "breaching" } },
      message: "A day that tells no value sets it off, as if much had been thrown away.",
    },
    {
      task: "11.4",
      clause: "the value counts",
      plant: "one value a day",
      mistake: "counts values",
      wrong: { alarm: { ...rightAlarm, Statistic: "SampleCount" } },
      message: "It looks at how many values there are, and not at the value.",
    },
    {
      task: "11.4",
      clause: "it tells the topic",
      plant: "a bad day",
      mistake: "no action",
      wrong: { alarm: { ...rightAlarm, AlarmActions: [] } },
      message: "It tells nobody: retail-exercises-alerts is not among its actions.",
    },
    {
      task: "11.4",
      clause: "the topic mails",
      plant: "a bad day",
      mistake: "a topic without a subscription",
      wrong: { protocols: [] },
      message: "The topic retail-exercises-alerts has no mail address: nobody reads what it is told.",
    },
  ],
};
