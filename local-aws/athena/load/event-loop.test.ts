import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { longestPause } from "../../testing/loop-watch";
import { TestClient } from "../testing/test-client";

const bucket = "event-loop";
const mostMs = 100;
let lab: TestClient;

before(async () => {
  lab = await TestClient.borrow(bucket);
  await lab.put("t/a.csv", "1,2\n");
  await lab.run(`CREATE EXTERNAL TABLE t (a int, b int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
    LOCATION 's3://${bucket}/t'`);
  // what runs for the first time is compiled then
  await lab.reason("SELECT nope");
});
after(() => lab.close());

/** Athena's limit of a query's text, in bytes. */
const limit = 262_144;

/** A text as long as Athena takes, of one piece again and again. */
function filled(start: string, piece: string, end = ""): string {
  return start + piece.repeat(Math.floor((limit - start.length - end.length) / piece.length)) + end;
}

/** The same with another number in each piece. */
function counted(start: string, piece: (index: number) => string, end: string): string {
  let text = start;
  for (let index = 0; text.length + piece(index).length + end.length < limit; index += 1) {
    text += piece(index);
  }
  return text + end;
}

const texts: Readonly<Record<string, string>> = {
  columns: filled("SELECT ", "a,", "a FROM nope"),
  "numbers, each rewritten": filled("SELECT ", "1.5,", "1 FROM nope"),
  parentheses: filled("SELECT ", "((((1)))),", "nope"),
  "an IN list": filled("SELECT * FROM nope WHERE a IN (", "'x',", "'y')"),
  comments: filled("SELECT nope ", "/* x */"),
  "comments without an end": filled("SELECT ", "/* "),
  quotes: filled("SELECT ", "'\"'\"' "),
  "a chain of CASE": filled("SELECT ", "CASE WHEN a = 1 THEN 2 ELSE ", "nope"),
  statements: filled("SELECT 1", ";", "SELECT 2"),
  "a table that Hive does not read": counted("CREATE TABLE wide (", (index) => `c${index} int,`, "last nope)"),
  "a deep type": filled("CREATE EXTERNAL TABLE deep (a ", "array<", `) LOCATION 's3://${bucket}/t'`),
  partitions: filled("ALTER TABLE t ADD ", "PARTITION (p = 'a') "),
  "a table of a query": filled("CREATE TABLE made AS SELECT ", "a,", "a FROM nope"),
};

describe("a query's text holds up nothing else", () => {
  for (const [name, text] of Object.entries(texts)) {
    test(name, async () => {
      // the client is in the same process, but does little: it sends one text
      const pause = await longestPause(() => lab.reason(text).catch(() => lab.run(text)));
      assert.ok(pause < mostMs, `held up for ${pause.toFixed()} ms`);
    });
  }
});

test("a page of very wide rows ends before it has a thousand", async () => {
  const columns = Array.from({ length: 1_500 }, (_, index) => `n + ${index} AS c${index}`).join();
  const id = (await lab.run(`SELECT ${columns} FROM UNNEST(sequence(1, 300)) t (n)`)).QueryExecutionId ?? "";
  const cells: string[] = [];
  let NextToken: string | undefined;
  const pause = await longestPause(async () => {
    do {
      NextToken = await nextPage(id, NextToken, (page) => {
        cells.push(...(page.match(/(?<="VarCharValue":")\d+(?="\},\{)/g) ?? []));
      });
    } while (NextToken !== undefined);
  });
  assert.equal(cells.length, 300 * 1_499, "the last value of each row aside");
  // the client's own work on so much JSON is a part of it
  assert.ok(pause < 3 * mostMs, `held up for ${pause.toFixed()} ms`);
});

/** Asks as the SDK does, without its work on what comes. @returns The next page's token. */
async function nextPage(
  QueryExecutionId: string,
  NextToken: string | undefined,
  onPage: (json: string) => void = () => {},
): Promise<string | undefined> {
  const response = await fetch(lab.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonAthena.GetQueryResults",
      authorization: "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/athena/aws4_request, SignedHeaders=host",
    },
    body: JSON.stringify({ QueryExecutionId, NextToken }),
  });
  const page = await response.text();
  assert.equal(response.status, 200, page.slice(0, 500));
  onPage(page);
  return /"NextToken":"(\d+)"/.exec(page)?.[1];
}
