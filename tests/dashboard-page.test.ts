import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Browser, chromium, type Page } from "playwright-core";
import { buildPage } from "../helpers/dashboard-page/build-page";
import { asked, dataOf, description, duckOf, rowsOf } from "../helpers/dashboard-page/testing/kiosk";
import { chromiumArgs, findChromium } from "./chromium";

// A dashboard page in a browser: its filters by mouse and by keyboard, and the figures that its charts show then.

const executablePath = findChromium();
const skip = executablePath === undefined ? "there is no Chromium here" : false;
if (skip) {
  console.warn("NOT TESTED: a dashboard page in a browser, as there is no Chromium here.");
}
const folder = mkdtempSync(join(tmpdir(), "dashboard-page-"));
const file = join(folder, "kiosk.html");
const rows = rowsOf(4711);
let duck: DuckDBConnection;
let browser: Browser | undefined;

before(async () => {
  duck = await duckOf(rows);
  if (!skip) {
    writeFileSync(file, await buildPage(description, dataOf(rows)));
    browser = await chromium.launch({ executablePath, args: chromiumArgs });
  }
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens the page, filled; fails at its end where it asked for anything or a script failed. */
async function withPage(use: (page: Page) => Promise<void>): Promise<void> {
  const page = await (browser as Browser).newPage({ viewport: { width: 1280, height: 1600 } });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => !/^(file|data|blob):/.test(request.url()) && faults.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await filled(page);
  await use(page);
  assert.deepEqual(faults, []);
  await page.close();
}

const filled = (page: Page) => page.locator("body[aria-busy=false]").waitFor();
const tile = (page: Page, label: string) =>
  page
    .locator("#totals dl > div", { has: page.locator(`dt:text-is("${label}")`) })
    .locator("dd")
    .textContent();

/** The cells of a chart's table of numbers. */
const numbers = (page: Page, id: string) =>
  page
    .locator(`#${id} tbody tr`)
    .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? "")));

const money = (value: unknown) => `${Math.round(Number(value)).toLocaleString("en-US")} KRW`;
const total = async (where: string) =>
  money((await asked(duck, `SELECT sum(sales) AS sales FROM page_sales WHERE ${where}`))[0]?.sales);
const byCategory = async (where: string) =>
  (
    await asked(duck, `SELECT category, sum(sales) AS s FROM page_sales WHERE ${where} GROUP BY 1 ORDER BY 2 DESC, 1`)
  ).map(({ category, s }) => [category, money(s)]);

test("with the keyboard alone: days, a choice and the slider change every chart", { skip }, () =>
  withPage(async (page) => {
    assert.equal(await tile(page, "Sales"), await total("true"));
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.type"), "date");
    await page.keyboard.type("04012017");
    await filled(page);
    let where = "dt >= '2017-04-01'";
    assert.equal(await tile(page, "Sales"), await total(where));
    while ((await page.evaluate("document.activeElement.value")) !== "PB") {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    await filled(page);
    where += " AND brand = 'PB'";
    assert.equal(await tile(page, "Sales"), await total(where));
    assert.equal(await tile(page, "Own brand"), "100.0 %");
    assert.deepEqual(await numbers(page, "categories"), await byCategory(where));
    while ((await page.evaluate("document.activeElement.type")) !== "range") {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("ArrowRight");
    assert.match((await page.locator("#less .finding").textContent()) ?? "", /^At 15 % \(ordered less\): /);
    const [spared = {}] = await asked(
      duck,
      `SELECT sum(CASE WHEN disposed > 0 THEN least(disposed, ordered * 0.15) * disposed_cost / disposed ELSE 0 END) AS won
       FROM page_waste WHERE ${where}`,
    );
    const shown = (await numbers(page, "less")).find(([x]) => x === "15");
    assert.equal(shown?.[1], money(spared.won));
    assert.match((await page.locator("#status").textContent()) ?? "", /2017-04-01 to .*Brand: PB/);
  }),
);

test("with the mouse: ticks, a bar that is clicked, and the button that clears", { skip }, () =>
  withPage(async (page) => {
    await page.getByRole("checkbox", { name: "women", exact: true }).click();
    await page.getByRole("checkbox", { name: "men", exact: true }).click();
    await filled(page);
    const members = "member IN ('women', 'men')";
    assert.deepEqual(await numbers(page, "categories"), await byCategory(members));
    const [first = []] = await numbers(page, "categories");
    await page.locator("#categories .mark-rect path").first().click();
    await filled(page);
    const name = String(first[0]);
    const quoted = name.replaceAll("'", "''");
    assert.ok(await page.getByRole("checkbox", { name, exact: true }).isChecked());
    assert.equal(await tile(page, "Sales"), await total(`${members} AND category = '${quoted}'`));
    const hours = await asked(
      duck,
      `SELECT hour, weekday, CAST(sum(units) AS INT) AS units FROM page_sales WHERE ${members} AND category = '${quoted}'
       GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    assert.deepEqual(
      await numbers(page, "hours"),
      hours.map(({ hour, weekday, units }) => [weekday, hour, String(units)]),
    );
    assert.match((await page.locator("#waste .reading").textContent()) ?? "", /Not filtered by member/);
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await filled(page);
    assert.equal(await tile(page, "Sales"), await total("true"));
  }),
);

for (const colorScheme of ["light", "dark"] as const) {
  test(
    `in a ${colorScheme} theme: charts are drawn, named for who does not see them, and their texts can be read`,
    { skip },
    () =>
      withPage(async (page) => {
        await page.emulateMedia({ colorScheme });
        await page.locator("#over-time svg").waitFor();
        const drawings = page.locator("main [role=img]");
        assert.equal(await drawings.count(), description.charts.length - 1);
        for (const drawing of await drawings.all()) {
          assert.ok(((await drawing.getAttribute("aria-label")) ?? "").length > 30);
          assert.ok((await drawing.locator("path").count()) > 0);
        }
        for (const control of await page.locator("input, button").all()) {
          const named = await control.evaluate(
            (one) => one.labels?.length > 0 || one.textContent !== "" || one.ariaLabel,
          );
          assert.ok(named, await control.evaluate((one) => one.outerHTML));
        }
        const [text, back] = [
          await page
            .locator("#over-time .role-axis-label text")
            .first()
            .evaluate((one) => one.ownerDocument.defaultView.getComputedStyle(one).fill),
          await page
            .locator("#over-time")
            .evaluate((one) => one.ownerDocument.defaultView.getComputedStyle(one).backgroundColor),
        ];
        assert.ok(contrast(String(text), String(back)) > 7, `${text} on ${back}`);
      }),
  );
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const light = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? [])
      .map((part) => Number(part) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, bright = 0] = [light(a), light(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}
