import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { DuckDBConnection } from "@duckdb/node-api";
import { seededRandom } from "../../datasets/shared/seeded-random";
import { askSql } from "./ask-sql";
import { buildPage, readPage } from "./build-page";
import { type AnswerRow, checkDescription, questionOf, type Selection, type WhatIfChart } from "./description";
import { draw } from "./drawn";
import { specOf } from "./specs";
import { askTable, toTableData } from "./table-data";
import { asked, columnsOf, dataOf, description, duckOf, rowsOf } from "./testing/kiosk";
import { type Expressions, whatIf } from "./what-if";

const rows = rowsOf(20170831);
const { tables } = dataOf(rows);
let duck: DuckDBConnection;

before(async () => {
  duck = await duckOf(rows);
});

const tableOf = (key: string) => description.tables[key] as NonNullable<(typeof description.tables)[string]>;

/** Rows to six digits: sums of doubles depend on their order. */
const rounded = (found: readonly AnswerRow[]) =>
  found.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "number" ? Number(value.toFixed(6)) : value]),
    ),
  );

/** Some filters, by chance. */
function selectionBy(random: () => number): Selection {
  const selection: Record<string, Selection[string]> = {};
  if (random() < 0.6) {
    const from = new Date(Date.UTC(2017, 2, 1 + Math.floor(140 * random())));
    const to = new Date(from.getTime() + Math.floor(60 * random()) * 86_400_000);
    selection.dt = { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
  }
  for (const column of ["category", "brand", "member"]) {
    const values = [...new Set((rows.sales ?? []).map((row) => String(row[column])))].filter(() => random() < 0.5);
    if (random() < 0.5 && values.length > 0) {
      selection[column] = values;
    }
  }
  return selection;
}

test("what the page adds up equals what a database answers to the SQL that Athena would get, for 60 selections", async () => {
  const random = seededRandom(7);
  for (let i = 0; i < 60; i++) {
    const selection = selectionBy(random);
    for (const chart of description.charts) {
      const question = questionOf(chart);
      const sql = askSql(tableOf(question.table), question, selection);
      const expected = (await asked(duck, sql)).filter((row) => Object.values(row).every((value) => value !== null));
      const found = askTable(tables[question.table] as NonNullable<(typeof tables)[string]>, question, selection);
      assert.deepEqual(rounded(found), rounded(expected), sql);
    }
  }
});

test("a value with a quote cannot leave its place in the SQL", () => {
  const sql = askSql(tableOf("sales"), { table: "sales", by: [], sums: ["units"] }, { category: ["a' OR 'a'='a"] });
  assert.equal(sql, "SELECT sum(units) AS units FROM page_sales WHERE category IN ('a'' OR ''a''=''a')");
});

describe("what if", () => {
  const chart = description.charts.find((one): one is WhatIfChart => one.kind === "whatIf") as WhatIfChart;

  test("equals the same in SQL for each place of the slider", async () => {
    const { default: vega } = await import("vega");
    const answer = askTable(tables.waste as NonNullable<typeof tables.waste>, questionOf(chart), { brand: ["PB"] });
    const points = whatIf(chart, answer, vega as unknown as Expressions);
    assert.deepEqual(
      points.map(({ x }) => x),
      [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50],
    );
    for (const { x, sums } of points) {
      const [row = {}] = await asked(
        duck,
        `SELECT sum(CASE WHEN disposed > 0 THEN least(disposed, cut) * disposed_cost / disposed ELSE 0 END) AS spared,
           sum(CASE WHEN units > 0 THEN least(units, greatest(0, cut - disposed)) * sales / units ELSE 0 END) AS lost
         FROM (SELECT *, ordered * ${x} / 100 AS cut FROM page_waste WHERE brand = 'PB')`,
      );
      assert.ok(Math.abs(Number(sums[0]) - Number(row.spared)) < 0.01, `${x}: ${sums[0]}, not ${row.spared}`);
      assert.ok(Math.abs(Number(sums[1]) - Number(row.lost)) < 0.01, `${x}: ${sums[1]}, not ${row.lost}`);
    }
    assert.deepEqual(points[0]?.sums, [0, 0]);
    assert.match(
      draw(chart, answer, points, 20).finding,
      /^At 20 % \(ordered less\): waste spared [\d,]+ KRW, sales lost at most/,
    );
  });

  test("an expression that names no column is refused, and so is one that reaches out of the row", async () => {
    const { default: vega } = await import("vega");
    for (const [expression, message] of [
      ["orderd * x / 100", /names orderd, which is no column/],
      ["window.location", /names window, which is no column/],
      ["fetch('x')", /Unrecognized function: fetch/],
    ] as const) {
      const wrong = { ...chart, steps: { ...chart.steps, cut: expression } };
      assert.throws(() => whatIf(wrong, [], vega as unknown as Expressions), message);
    }
  });
});

describe("findings come from the rows", () => {
  const found = (id: string, selection: Selection) => {
    const chart = description.charts.find((one) => one.id === id) as (typeof description.charts)[number];
    const question = questionOf(chart);
    return draw(
      chart,
      askTable(tables[question.table] as NonNullable<typeof tables.sales>, question, selection),
      [],
      0,
    );
  };

  test("a line is drawn by week from four months on, by day before", async () => {
    const weeks = found("over-time", {});
    const days = found("over-time", { dt: { from: "2017-03-01", to: "2017-03-31" } });
    assert.deepEqual(weeks.table.columns, ["week", "Sales"]);
    assert.deepEqual(days.table.columns, ["day", "Sales"]);
    const [best = {}] = await asked(
      duck,
      `SELECT strftime(date_trunc('week', CAST(dt AS DATE)), '%Y-%m-%d') AS week, sum(sales) AS sales FROM page_sales
       WHERE dt BETWEEN '2017-03-06' AND '2017-07-23' GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
    );
    const sales = Number(best.sales).toLocaleString("en-US");
    assert.deepEqual(weeks.table.rows[0]?.[0], "2017-02-27 (not whole)");
    assert.ok(weeks.finding.includes(`most ${sales} KRW (week of ${best.week})`), weeks.finding);
  });

  test("bars say the largest and its share", async () => {
    const [best = {}] = await asked(
      duck,
      `SELECT category, sum(sales) AS sales, sum(sales) / (SELECT sum(sales) FROM page_sales) AS share FROM page_sales
       GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
    );
    const { finding } = found("categories", {});
    const sales = Number(best.sales).toLocaleString("en-US");
    const share = (100 * Number(best.share)).toFixed(1);
    assert.equal(finding, `${best.category} has the largest sales: ${sales} KRW, ${share} % of all.`);
  });

  test("no row left is said, and draws nothing", () => {
    assert.deepEqual(found("hours", { category: ["nothing"] }), {
      finding: "No row is left by these filters.",
      rows: [],
      table: { columns: [], rows: [] },
    });
  });
});

describe("a page", () => {
  test("carries its description and its data, and no address to load anything from", async () => {
    const html = await buildPage(description, dataOf(rows));
    assert.deepEqual(readPage(html), { description, tables });
    assert.match(html, /content="default-src 'none';/);
    assert.doesNotMatch(html.replaceAll(/<script>[\s\S]*<\/script>/g, ""), /(?:src|href)=|@import|url\(/);
  });

  test("is refused where its description names what is not there", () => {
    const [tiles] = description.charts;
    for (const [wrong, message] of [
      [{ filters: [{ kind: "choice", column: "colour", label: "Colour" }] }, /no table has the dimension colour/],
      [{ charts: [{ ...tiles, table: "sale" }] }, /chart totals wants table sale, which is not described/],
      [{ charts: [{ ...tiles, measures: [{ label: "A", sum: "amount", unit: "" }] }] }, /wants amount, which table/],
      [{ charts: [tiles, tiles] }, /two charts have one id/],
      [{ tables: { sales: { ...tableOf("sales"), name: "a; DROP" } } }, /table sales has the name "a; DROP"/],
    ] as const) {
      assert.throws(() => checkDescription({ ...description, ...wrong } as typeof description), message);
    }
  });

  test("rows of another form are refused", () => {
    const row = (rows.waste ?? [])[0] as AnswerRow;
    assert.throws(
      () => toTableData(tableOf("waste"), columnsOf([{ ...row, units: "many" }])),
      /Column units must be a number/,
    );
    assert.throws(() => toTableData(tableOf("waste"), columnsOf([{ ...row, dt: 20170301 }])), /Column dt must be text/);
  });
});

test("every chart's colours can be told apart by colour-blind people", () => {
  const okabeIto = ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"];
  const found = [...JSON.stringify(description.charts.map(specOf)).matchAll(/#[0-9A-Fa-f]{6}/g)].map(
    ([colour]) => colour,
  );
  assert.ok(found.length > 0);
  assert.deepEqual(
    found.filter((colour) => !okabeIto.includes(colour)),
    [],
  );
});
