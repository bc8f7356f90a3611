import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { defaultTrinoMemory, readTrinoMemory } from "../../engines/trino/trino-memory";
import { endless, TestClient } from "../testing/test-client";

let client: TestClient;

before(async () => {
  client = await TestClient.start("athena-engine", { trinoMemory: 640 });
  await client.rows("SELECT 1");
});

after(() => client.close());

/** The process of this file's own Trino. */
function trinoPid(): number {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  const own = lines.find((line) => line.includes("lab.TrinoMain") && line.includes(client.dataDir));
  return Number(own?.trim().split(/\s+/)[0]);
}

test("fifty queries at once come to the right end, each with its own rows", async () => {
  const numbers = Array.from({ length: 50 }, (_, index) => index);
  const ids = await Promise.all(
    numbers.map((n) => client.start(n % 10 === 9 ? `SELECT ${n} / 0` : `SELECT ${n} AS n`)),
  );
  assert.equal(new Set(ids).size, 50);
  const ended = await Promise.all(ids.map((id) => client.end(id)));
  assert.deepEqual(
    ended.map(({ Status }) => Status?.State),
    numbers.map((n) => (n % 10 === 9 ? "FAILED" : "SUCCEEDED")),
  );
  assert.deepEqual(await client.rows("SELECT 41 AS n"), [["n"], ["41"]]);
});

test("a query that outgrows the memory fails alone", async () => {
  const pid = trinoPid();
  const other = await client.start(endless);
  const { StateChangeReason, AthenaError } = await client.failure(
    `SELECT cardinality(array_agg(a.x * 10000 + b.y)), cardinality(array_agg(CAST(a.x * 10000 + b.y AS varchar)))
     FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y)`,
  );
  assert.match(StateChangeReason ?? "", /^Query exhausted resources at this scale factor\. EXCEEDED_/);
  assert.equal(AthenaError?.ErrorType, 0);
  assert.equal((await client.execution(other)).Status?.State, "RUNNING");
  assert.equal(trinoPid(), pid);
  await client.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: other }));
  assert.deepEqual(await client.rows("SELECT 1 AS n"), [["n"], ["1"]]);
});

test("when Trino is killed, its query fails and names the log; the next ones run on a new Trino", async () => {
  const pid = trinoPid();
  const id = await client.start(endless);
  await client.reaches(id, "RUNNING");
  process.kill(pid, "SIGKILL");
  const { Status } = await client.end(id);
  assert.equal(Status?.State, "FAILED");
  const log = /The query engine ended while the query ran\. Its log: (.*)$/.exec(Status?.StateChangeReason ?? "")?.[1];
  assert.ok(existsSync(log ?? ""), Status?.StateChangeReason);
  assert.deepEqual([Status?.AthenaError?.ErrorCategory, Status?.AthenaError?.Retryable], [1, true]);
  const waiting = await Promise.all([1, 2, 3].map((n) => client.start(`SELECT ${n}`)));
  for (const each of waiting) {
    assert.equal((await client.end(each)).Status?.State, "SUCCEEDED");
  }
  assert.notEqual(trinoPid(), pid);
});

test("a Trino that ends again right after its restart stays down, and all say so", async () => {
  process.kill(trinoPid(), "SIGKILL");
  for (let tries = 0; (await client.health()).state !== "failed" && tries < 500; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.match(
    (await client.health()).message ?? "",
    /ended again right after it was restarted\. Its log: .*server\.log/,
  );
  assert.match((await client.failure("SELECT 1")).StateChangeReason ?? "", /Its log: .*server\.log/);
  assert.deepEqual(await client.rows("SHOW DATABASES"), [["test_db"]], "DDL needs no Trino");
});

test("another Trino answers where its URL is given; one that cannot is told", async () => {
  const owner = await TestClient.borrow("athena-owner");
  await owner.rows("SELECT 1");
  const trinoUrl = (await owner.health()).url ?? "";
  const guest = await TestClient.start("athena-guest", { trinoUrl });
  const lost = await TestClient.start("athena-lost", { trinoUrl: "http://127.0.0.1:9" });
  try {
    assert.deepEqual(await guest.rows("SELECT 6 * 7 AS n"), [["n"], ["42"]]);
    assert.deepEqual(await guest.health(), { engine: "trino", state: "ready", url: trinoUrl });
    assert.equal((await lost.health()).state, "failed");
    const { StateChangeReason } = await lost.failure("SELECT 1");
    assert.match(
      StateChangeReason ?? "",
      /http:\/\/127\.0\.0\.1:9 does not answer from a catalog named awsdatacatalog/,
    );
  } finally {
    await Promise.all([guest.close(), lost.close()]);
    await owner.close();
  }
});

test("the heap is an eighth of the machine's memory, 1 to 4 GB, or what is asked for", () => {
  const gigabyte = 1024 ** 3;
  assert.deepEqual(
    [4, 8, 16, 64].map((size) => defaultTrinoMemory(size * gigabyte)),
    [1024, 1024, 2048, 4096],
  );
  assert.equal(readTrinoMemory("2G"), 2048);
  assert.equal(readTrinoMemory("1536m"), 1536);
  for (const size of ["much", "1", "100M", "-2G", "2T"]) {
    assert.throws(() => readTrinoMemory(size), /is no size for Trino's memory/);
  }
});
