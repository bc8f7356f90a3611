import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { retailFiles } from "./make";
import { fileNames, shopData, shopFiles } from "./shop-data";
import { freshKiosk, kiosk } from "./world";

describe("the lesson's data", () => {
  let folder = "";
  let connection: DuckDBConnection;
  before(async () => {
    folder = await retailFiles();
    connection = await (await DuckDBInstance.create()).connect();
    for (const [name, file] of Object.entries(fileNames)) {
      await connection.run(`CREATE TABLE ${name} AS SELECT * FROM read_csv('${join(folder, file)}')`);
    }
    await connection.run(`CREATE VIEW sold AS SELECT r.*, p.brand, p.small_category, p.product_name AS master_name
      FROM receipt r JOIN product p USING (product_id)`);
  });
  const ask = async (sql: string): Promise<number[]> =>
    ((await connection.runAndReadAll(sql)).getRows()[0] ?? []).map(Number);

  test("its numbers are those of the README", async () => {
    assert.deepEqual(
      await ask("SELECT count(*), count(DISTINCT receipt_id), count(DISTINCT sold_at::date) FROM receipt"),
      [612_106, 350_000, 974],
    );
    const kinds = "count(*), count(*) FILTER (kind = 'order'), count(*) FILTER (kind = 'disposal')";
    assert.deepEqual(await ask(`SELECT ${kinds} FROM balju_refund`), [205_762, 200_001, 4_500]);
    assert.deepEqual(await ask("SELECT count(*), count(*) FILTER (brand = 'PB') FROM product"), [491, 83]);
    assert.deepEqual(await ask("SELECT count(*) FROM sold"), [612_106]);
  });

  test("the same program makes the same bytes", () => {
    const hash = createHash("sha256").update(readFileSync(join(folder, fileNames.receipt)));
    assert.equal(hash.digest("hex").slice(0, 16), "716f200bc6e6de0d");
  });

  test("it is dirty as the README says", async () => {
    const known = "late l JOIN receipt r USING (receipt_id, line_no)";
    assert.deepEqual(await ask(`SELECT (SELECT count(*) FROM late), (SELECT count(*) FROM ${known})`), [42, 18]);
    assert.deepEqual(await ask(`SELECT count(*) FROM ${known} WHERE l.quantity = r.quantity`), [0]);
    assert.deepEqual(await ask("SELECT count(*) FROM late WHERE updated_at < '2017-09-01'"), [0]);
    const other = "count(DISTINCT product_id), max(sold_at) < timestamp '2016-05-01'";
    assert.deepEqual(await ask(`SELECT ${other} FROM sold WHERE product_name <> master_name`), [1, 1]);
    const same = "document_no, kind, entry_date, product_id, quantity, updated_at";
    const twice = `(SELECT max(entry_id) AS last FROM balju_refund GROUP BY ${same} HAVING count(*) > 1)`;
    assert.deepEqual(await ask(`SELECT count(*), max(last) FROM ${twice}`), [1, 205_762]);
  });

  test("story 1: own-brand noodles take over after a promotion", async () => {
    const share = "100.0 * sum(quantity) FILTER (brand = 'PB') / sum(quantity)";
    const noodles = "FROM sold WHERE small_category = 'cup noodles'";
    const [earlier = 0] = await ask(
      `SELECT ${share} ${noodles} AND sold_at >= '2015-06-01' AND sold_at < '2016-06-01'`,
    );
    const [later = 0] = await ask(`SELECT ${share} ${noodles} AND sold_at >= '2016-08-01' AND sold_at < '2017-08-01'`);
    assert.ok(earlier > 15 && earlier < 17, `${earlier}`);
    assert.ok(later > 35 && later < 38, `${later}`);
  });

  test("story 2: on Mondays of rain lunch boxes are thrown away, and the umbrellas are sold out", async () => {
    await connection.run(`CREATE TABLE day AS WITH umbrella AS (SELECT sold_at::date AS d, sum(quantity) AS umbrellas
      FROM sold WHERE small_category = 'umbrellas' GROUP BY 1), waste AS (SELECT entry_date AS d, sum(b.quantity) AS boxes
      FROM balju_refund b JOIN product USING (product_id) WHERE kind = 'disposal' AND small_category = 'lunch boxes' GROUP BY 1)
      SELECT d, dayofweek(d) = 1 AS monday, coalesce(umbrellas, 0) AS umbrellas, coalesce(umbrellas, 0) >= 4 AS rain,
        coalesce(boxes, 0) AS boxes FROM (SELECT DISTINCT sold_at::date AS d FROM receipt)
        LEFT JOIN umbrella USING (d) LEFT JOIN waste USING (d)`);
    const boxes = async (where: string): Promise<number> =>
      (await ask(`SELECT avg(boxes) FROM day WHERE ${where}`))[0] ?? 0;
    assert.equal((await boxes("monday AND rain")).toFixed(1), "12.7");
    assert.ok((await boxes("monday AND rain")) > 4 * (await boxes("monday AND NOT rain")));
    assert.ok((await boxes("NOT monday AND rain")) < 1.1 * (await boxes("NOT monday AND NOT rain")));
    assert.deepEqual(await ask("SELECT max(umbrellas) FROM day"), [7]);
  });

  test("story 3: young women come in the evening once the studio is open", async () => {
    const share = "1.0 * count(DISTINCT receipt_id) FILTER (member_sex = 'F' AND member_age BETWEEN 20 AND 29)";
    const evening = "hour(sold_at) BETWEEN 20 AND 22";
    const of = async (from: string, to: string): Promise<number> =>
      (
        await ask(`SELECT ${share} / count(DISTINCT receipt_id) FROM receipt
        WHERE ${evening} AND sold_at >= '${from}' AND sold_at < '${to}'`)
      )[0] ?? 0;
    const [earlier, later] = [await of("2015-10-01", "2016-10-01"), await of("2016-10-01", "2017-09-01")];
    assert.ok(later > 6 * earlier && later > 0.18, `${earlier} ${later}`);
  });
});

test("each kiosk has both kinds of late lines, a renamed product and a delivery that was entered twice", () => {
  const same = (entry: object): string => JSON.stringify({ ...entry, entry_id: 0 });
  for (const world of [kiosk, ...[1, 2, 3, 4, 42, 1_234_567].map(freshKiosk)]) {
    const { products, lines, entries, late } = shopData(world);
    const keys = new Set(lines.map((line) => `${line.receipt_id} ${line.line_no}`));
    const known = late.filter((line) => keys.has(`${line.receipt_id} ${line.line_no}`));
    assert.deepEqual([late.length, known.length], [11, 5]);
    assert.equal(entries.length - new Set(entries.map(same)).size, 1);
    assert.ok(
      lines.some(({ promotion }) => promotion !== "") && lines.some(({ member_age: age }) => age === undefined),
    );
    const names = new Map(products.map((product) => [product.product_id, product.product_name]));
    const older = lines.filter((line) => names.get(line.product_id) !== line.product_name);
    assert.ok(older.length > 0 && new Set(older.map((line) => line.product_id)).size === 1, `${world.seed}`);
    assert.equal(new Set(lines.map((line) => line.receipt_id)).size, world.receipts);
    assert.ok(entries.some(({ kind }) => kind === "disposal") && entries.some(({ kind }) => kind === "return"));
    assert.equal([...shopFiles({ products, lines, entries, late }).values()].join("").includes('"'), false);
  }
});
