import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { InvalidRequestException, ListQueryExecutionsCommand, StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { TestClient } from "../testing/test-client";

// A text that keeps Trino's parser busy: its query has no answer yet, but is in the list, and can be stopped.

let lab: TestClient;
let cancelled = 0;

before(async () => {
  lab = await TestClient.borrow("stopped-parses");
  await lab.run("SELECT 1");
});
after(() => lab.close());

const nested = (open: string, close: string, depth: number) => `SELECT ${open.repeat(depth)}1${close.repeat(depth)}`;

const texts: Readonly<Record<string, string>> = {
  parentheses: nested("(", ")", 900),
  functions: nested("abs(", ")", 700),
  "a chain of CASE": nested("CASE WHEN true THEN ", " END", 700),
  "many terms": `SELECT ${"1 + ".repeat(40_000)}1`,
  "many columns": `SELECT ${Array.from({ length: 20_000 }, (_, index) => `${index} AS c${index}`).join()}`,
};

const listed = async () => (await lab.athena.send(new ListQueryExecutionsCommand({}))).QueryExecutionIds ?? [];

/** Waits for a query that was not there before. */
async function startedSince(before: readonly string[]): Promise<string> {
  for (let tries = 0; tries < 2_000; tries++) {
    const found = (await listed()).find((id) => !before.includes(id));
    if (found !== undefined) {
      return found;
    }
    await sleep(5);
  }
  throw new Error("The query never stood in the list.");
}

describe("a query that is stopped while Trino parses its text is CANCELLED", () => {
  for (const [name, text] of Object.entries(texts)) {
    test(name, async () => {
      for (const wait of [0, 20, 100]) {
        const before = await listed();
        const starting = lab.start(text).then(
          (id) => id,
          (error) => error as unknown,
        );
        const id = await Promise.race([startedSince(before), starting]);
        if (typeof id !== "string") {
          // the parser was quicker to refuse it
          assert.ok(id instanceof InvalidRequestException, String(id));
          continue;
        }
        await sleep(wait);
        await lab.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch((error: unknown) => {
          assert.ok(error instanceof InvalidRequestException, String(error));
        });
        const answer = await starting;
        if (answer instanceof InvalidRequestException) {
          assert.ok(!(await listed()).includes(id));
          continue;
        }
        assert.equal(answer, id);
        const { Status } = await lab.end(id);
        if (wait === 0) {
          assert.deepEqual([Status?.State, Status?.StateChangeReason], ["CANCELLED", "Query cancelled by user"]);
        }
        assert.ok(Status?.CompletionDateTime);
        cancelled += Number(Status.State === "CANCELLED");
      }
    });
  }
});

test("the queries after them run at once: nothing of them is left", async () => {
  assert.ok(cancelled >= Object.keys(texts).length / 2, `only ${cancelled} were stopped in time`);
  const begun = Date.now();
  assert.deepEqual(await lab.rows("SELECT 1 AS n"), [["n"], ["1"]]);
  assert.ok(Date.now() - begun < 20_000);
});
